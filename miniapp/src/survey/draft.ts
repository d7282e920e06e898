import { useEffect, useRef, useState } from 'preact/hooks'
import { newId } from '../feedback/ids.ts'
import { forgetBegun, keepBegun, readJson } from '../kept.ts'
import { writeKept } from '../zalo.ts'
import type { SurveyView } from './api.ts'
import { type Given, stillFitting } from './rules.ts'

/** What leads to a survey: an invitation, the code of a counter, a dossier that it is about. */
export type Way = { invitation?: string; counter?: string; dossier?: string }

/** A survey being filled in. Its key is made with it and goes along as Idempotency-Key: however often it is sent, it is one answer. */
export type SurveyDraft = {
  key: string
  version: number
  way: Way
  answers: Given
  /** Somebody else types for the one who answers. */
  assisted: boolean
  /** When the first answer was given; milliseconds. */
  begun: number
}

export type SurveyDesk = {
  draft: SurveyDraft
  /** Answers of an earlier visit are there. */
  resumed: boolean
  change: (part: Partial<SurveyDraft>) => void
  /** The draft as it stands now, also in a callback made earlier. */
  now: () => SurveyDraft
  /** Begins anew, with a new key; nothing of the old one stays on the device. */
  wipe: () => Promise<void>
}

const PAUSE_MS = 300 // a typing finger's pause
const KEPT_MS = 30 * 24 * 3600_000
const keyOf = (id: string) => `survey.${id}`
const isBegun = ({ answers }: SurveyDraft) => Object.keys(answers).length > 0

/** The draft of a survey, kept on this device until it is sent; null until it is read. */
export function useSurveyDraft(view: SurveyView, way: Way): SurveyDesk | null {
  const [shown, setShown] = useState<{ draft: SurveyDraft; resumed: boolean } | null>(null)
  const latest = useRef<SurveyDraft | null>(null)
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const show = (draft: SurveyDraft, resumed: boolean) => {
    latest.current = draft
    setShown({ draft, resumed })
  }
  const save = () => {
    clearTimeout(waiting.current)
    const draft = latest.current
    if (!draft || !isBegun(draft)) return
    const { invitation, counter } = draft.way
    void keepBegun({ id: view.id, title: view.title, ...(invitation && { invitation }), ...(counter && { counter }) })
    void writeKept(keyOf(view.id), JSON.stringify(draft))
  }
  useEffect(() => {
    void readDraft(view, way).then(({ draft, resumed }) => show(draft, resumed))
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [])
  if (!shown) return null
  const change = (part: Partial<SurveyDraft>) => {
    const before = latest.current ?? shown.draft
    const begun = isBegun(before) ? before.begun : Date.now()
    show({ ...before, begun, ...part }, shown.resumed)
    clearTimeout(waiting.current)
    waiting.current = setTimeout(save, PAUSE_MS)
  }
  const wipe = async () => {
    clearTimeout(waiting.current)
    show(newDraft(view, way), false)
    await Promise.all([writeKept(keyOf(view.id), null), forgetBegun(view.id)])
  }
  return { ...shown, change, wipe, now: () => latest.current ?? shown.draft }
}

/** Makes this the draft of a survey again, under a new key: what was refused was not taken. */
export async function keepSurveyDraft(survey: string, title: string, draft: SurveyDraft): Promise<void> {
  const { invitation, counter } = draft.way
  await keepBegun({ id: survey, title, ...(invitation && { invitation }), ...(counter && { counter }) })
  await writeKept(keyOf(survey), JSON.stringify({ ...draft, key: newId() } satisfies SurveyDraft))
}

function newDraft({ version }: SurveyView, way: Way): SurveyDraft {
  return { key: newId(), version, way, answers: {}, assisted: false, begun: 0 }
}

async function readDraft(view: SurveyView, way: Way): Promise<{ draft: SurveyDraft; resumed: boolean }> {
  const kept = await readJson<SurveyDraft>(keyOf(view.id))
  // another invitation or dossier is another answer
  if (!kept || !isSame(kept.way, way) || Date.now() - kept.begun > KEPT_MS)
    return { draft: newDraft(view, way), resumed: false }
  const same = kept.version === view.version
  const draft = same
    ? kept
    : { ...kept, key: newId(), version: view.version, answers: stillFitting(view, kept.answers) }
  return { draft, resumed: isBegun(draft) }
}

const isSame = (one: Way, other: Way) =>
  one.invitation === other.invitation && one.counter === other.counter && one.dossier === other.dossier
