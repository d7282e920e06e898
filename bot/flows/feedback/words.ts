import type { GuidedKind } from '../../../server/feedback/schema.ts'
import { lengthOf, syllables } from '../../../server/kernel/text.ts'
import type { Statement } from '../../../server/storage/db.ts'
import { chooseFeedback } from '../../conversation/choices-feedback.ts'
import { dossierMention } from '../../conversation/rules/index.ts'
import type { Reply } from '../../conversation/types.ts'
import type { Desk, Visit } from '../desk.ts'
import { emergency, lawfulRoute } from '../talk.ts'
import { answered, type Draft, TEXT, wordsOf } from './draft.ts'

/** What became of words said into a report. `kept`: some of them stand in the draft now. */
export type Taken = {
  draft: Draft
  kept: boolean
  guidance: Reply[]
  writes: Statement[]
  lead: string[]
  /** The lead quotes what was kept. */
  quotes: boolean
}

/**
 * Takes what was said into the draft, content by content (NĐ 154/2026 Đ.14.4). Khiếu nại, tố cáo and danger are left out and get
 * their lawful route; their words are kept nowhere, only that guidance was given is counted. `spoken`: it was understood as this.
 */
export function takeWords(desk: Desk, visit: Visit, draft: Draft, text: string, spoken?: GuidedKind): Taken {
  const { say } = desk
  const { parts, urgent } = desk.feedback.triage({ text })
  const barred = parts.filter(({ kind }) => isBarred(kind, draft))
  const guided = spoken && barred.length === 0 ? [spoken] : kindsOf(barred.map(({ kind }) => kind))
  const guidance = guided.map((kind) => guidanceReply(desk, kind))
  const writes = guided.flatMap((kind) => desk.feedback.guided(kind, visit.chat, visit.now))
  const rest = barred.length === 0 ? (spoken ? '' : text) : textOf(parts.filter(({ kind }) => !isBarred(kind, draft)))
  if (rest === '') return { draft, kept: false, guidance, writes, lead: [], quotes: false }
  if (wordsOf(draft).length + rest.length + 1 > TEXT.most)
    return { draft, kept: false, guidance, writes, lead: [say('feedback.too-long', { max: TEXT.most })], quotes: false }
  const added = { ...draft, text: [...draft.text, rest], ...told(desk, draft, rest) }
  const enough = lengthOf(wordsOf(added)) >= TEXT.least
  return {
    draft: enough ? answered(placed(added), 'text') : placed(added),
    kept: true,
    quotes: barred.length > 0,
    guidance,
    writes,
    lead: [
      ...(barred.length > 0 ? [say('feedback.mixed', { rest })] : []),
      ...(!draft.place && added.place?.hamlet ? [say('feedback.place.told', { place: added.place.hamlet })] : []),
      ...(urgent && barred.length === 0 && !draft.called ? [say('feedback.urgent')] : []),
    ],
  }
}

/** The lawful route of what is never registered as a report. */
export function guidanceReply(desk: Desk, kind: GuidedKind): Reply {
  if (kind !== 'emergency') return lawfulRoute(desk, kind)
  return withCalled(
    desk,
    emergency(desk, { intent: 'emergency', procedures: [], clear: false, facet: null, why: [], topic: 'any' }),
  )
}

/** Who has called already may tell the commune, too. */
export function withCalled({ say }: Desk, reply: Reply): Reply {
  return { ...reply, choices: [{ id: chooseFeedback.new(true), label: say('feedback.called') }] }
}

function isBarred(kind: string, { called }: Draft): boolean {
  return kind === 'denunciation' || kind === 'complaint' || (kind === 'emergency' && !called)
}

/** Danger first. */
function kindsOf(kinds: string[]): GuidedKind[] {
  return (['emergency', 'denunciation', 'complaint'] as const).filter((kind) => kinds.includes(kind))
}

function textOf(parts: Array<{ text: string }>): string {
  return parts
    .map(({ text }) => text.trim())
    .join(' ')
    .trim()
}

/** What a report tells besides: the thôn it names, a dossier, a number to call. None of it is asked for again. */
function told({ unit }: Desk, draft: Draft, text: string): Partial<Draft> {
  const hamlet = draft.place ? undefined : hamletIn(unit.hamlets, text)
  return {
    dossierCode: codeIn(text) ?? draft.dossierCode,
    ...(hamlet ? { place: { hamlet } } : {}),
  }
}

/** The hamlet that a text names. */
export function hamletIn(hamlets: string[], text: string): string | undefined {
  const said = ` ${syllables(text).join(' ')} `
  return hamlets.find((name) => said.includes(` ${syllables(name).join(' ')} `))
}

/** A place that was told needs no question. */
function placed(draft: Draft): Draft {
  return draft.place && !draft.done.includes('place') ? answered(draft, 'place') : draft
}

function codeIn(text: string): string | null {
  const codes = dossierMention(text)?.codes ?? []
  return codes.length === 1 ? (codes[0] ?? null) : null
}
