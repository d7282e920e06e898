import type { CaseView, LookupAnswer, Unit } from './api.ts'
import { readKept, writeKept } from './zalo.ts'

/**
 * What stays on this device. The commune's contacts always, so that its hotline shows without a network; a dossier only when the
 * citizen asks, and then no more than its code tells anyone: never the name or the phone's digits.
 */
export type MyDossier = Pick<LookupAnswer, 'code' | 'status' | 'statusText' | 'dueAt'> & { dueDateOnly?: boolean }

export const readUnit = () => readJson<Unit>('unit')
export const keepUnit = (unit: Unit) => writeKept('unit', JSON.stringify(unit))

export const readDossiers = async () => (await readJson<MyDossier[]>('dossiers')) ?? []

/** Adds a dossier or renews what is known of it; the newest stands first. */
export async function keepDossier(answer: LookupAnswer): Promise<boolean> {
  const others = (await readDossiers()).filter(({ code }) => code !== answer.code)
  return writeKept('dossiers', JSON.stringify([publicPart(answer), ...others].slice(0, 20)))
}

/** Renews the kept line of a dossier where it stands; does nothing for one that is not kept. */
export async function renewDossier(answer: LookupAnswer): Promise<void> {
  const known = await readDossiers()
  if (!known.some(({ code }) => code === answer.code)) return
  await writeKept(
    'dossiers',
    JSON.stringify(known.map((mine) => (mine.code === answer.code ? publicPart(answer) : mine))),
  )
}

export async function forgetDossier(gone: string): Promise<MyDossier[]> {
  const left = (await readDossiers()).filter(({ code }) => code !== gone)
  await writeKept('dossiers', left.length > 0 ? JSON.stringify(left) : null)
  return left
}

/** A report sent from here: what opens it again and how it stood; never its text, photos or who sent it. */
export type MyCase = Pick<CaseView, 'code' | 'kindText' | 'status' | 'statusText' | 'dueAt'> & {
  secret: string
  late?: boolean
  asked?: boolean
}

export const readCases = async () => (await readJson<MyCase[]>('cases')) ?? []

/** Adds a report, the newest first, or renews it where it stands. */
export async function keepCase(mine: MyCase): Promise<boolean> {
  const known = await readCases()
  const renewed = known.map((one) => (one.code === mine.code ? mine : one))
  return writeKept('cases', JSON.stringify(renewed.includes(mine) ? renewed : [mine, ...known].slice(0, 30)))
}

/** Renews the line of a report where it is kept; does nothing for one that is not. */
export async function renewCase(secret: string, view: CaseView): Promise<void> {
  const { code, kindText, status, statusText, dueAt, late, questions } = view
  if (!(await readCases()).some((mine) => mine.code === code)) return
  const more = { ...(late ? { late: true } : {}), ...(questions?.length ? { asked: true } : {}) }
  await keepCase({ code, secret, kindText, status, statusText, dueAt, ...more })
}

export async function forgetCase(gone: string): Promise<MyCase[]> {
  const left = (await readCases()).filter(({ code }) => code !== gone)
  await writeKept('cases', left.length > 0 ? JSON.stringify(left) : null)
  return left
}

/** Whether a report was begun here and not sent. */
export const hasDraft = async () => (await readKept('draft')) !== null

/** Surveys that were begun here and not sent, the newest first: which, never an answer. */
export type BegunSurvey = { id: string; title: string; invitation?: string; counter?: string }
export const readBegun = async () => (await readJson<BegunSurvey[]>('surveys')) ?? []
export async function keepBegun(survey: BegunSurvey): Promise<void> {
  const others = (await readBegun()).filter(({ id }) => id !== survey.id)
  await writeKept('surveys', JSON.stringify([survey, ...others].slice(0, 5)))
}
export async function forgetBegun(gone: string): Promise<void> {
  const left = (await readBegun()).filter(({ id }) => id !== gone)
  await writeKept('surveys', left.length > 0 ? JSON.stringify(left) : null)
}

/** A checklist with something ticked: which one, by which answers, and how far; so that it is found again. */
export type MyList = { code: string; title: string; answers: Record<string, string>; done: number; all: number }
export const readLists = async () => (await readJson<MyList[]>('lists')) ?? []

/** Keeps a checklist while anything of it is ticked, the newest first; none ticked takes it away. */
export async function keepList(list: MyList): Promise<void> {
  const others = (await readLists()).filter(({ code }) => code !== list.code)
  const lists = list.done > 0 ? [list, ...others].slice(0, 20) : others
  await writeKept('lists', lists.length > 0 ? JSON.stringify(lists) : null)
}

/** Takes a checklist and its ticks off this device. */
export async function forgetList({ code, title }: MyList): Promise<MyList[]> {
  await keepTicks(code, [])
  await keepList({ code, title, answers: {}, done: 0, all: 0 })
  return readLists()
}

/** Ticks of a checklist: the papers already at hand. */
export const readTicks = async (code: string) => (await readJson<string[]>(`ticks.${code}`)) ?? []
export const keepTicks = (code: string, ticks: string[]) =>
  writeKept(`ticks.${code}`, ticks.length > 0 ? JSON.stringify(ticks) : null)

function publicPart({ code, status, statusText, dueAt, dueDateOnly }: LookupAnswer): MyDossier {
  return { code, status, statusText, dueAt, ...(dueDateOnly ? { dueDateOnly } : {}) }
}

/** A value that was kept as JSON, or null. */
export async function readJson<T>(key: string): Promise<T | null> {
  const text = await readKept(key)
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
