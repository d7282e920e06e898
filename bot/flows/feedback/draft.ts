import * as z from 'zod'
import { type IntakeInput, Kind, PhotoRef } from '../../../server/feedback/schema.ts'
import type { FeedbackPort } from '../../ports.ts'

/** What a report is asked for, in the order asked. */
export const STEPS = ['text', 'place', 'similar', 'photos', 'person', 'contact', 'publish'] as const
export type DraftStep = (typeof STEPS)[number]

/**
 * A report being told. `done` is the log of what was answered, in that order: the open question is never stored, *quay lại* takes
 * the last one out, *sửa* a chosen one.
 */
export const Draft = z.object({
  done: z.array(z.enum(STEPS)).default([]),
  /** Messages that tell what happened. */
  text: z.array(z.string()).default([]),
  place: z
    .object({
      text: z.string().exactOptional(),
      hamlet: z.string().exactOptional(),
      lat: z.number().exactOptional(),
      lng: z.number().exactOptional(),
    })
    .nullable()
    .default(null),
  photos: z.array(PhotoRef).default([]),
  name: z.string().nullable().default(null),
  address: z.string().nullable().default(null),
  contact: z.enum(['none', 'phone', 'chat']).default('none'),
  phone: z.string().nullable().default(null),
  publish: z.boolean().default(false),
  dossierCode: z.string().nullable().default(null),
  /** The emergency number was called already. */
  called: z.boolean().default(false),
  /** Photos sent together, of which the first was answered. */
  album: z.string().nullable().default(null),
  /** A photo or place that came without a word: is it a report at all? The photo is not fetched before. */
  offer: z.object({ photo: z.string().nullable() }).nullable().default(null),
  /** The draft as it was before an answer was taken out to be mended (JSON): *quay lại* gives it back. */
  was: z.string().nullable().default(null),
})
export type Draft = z.infer<typeof Draft>

export const emptyDraft: Draft = Draft.parse({})

export const PHOTOS_MOST = 5
/** Characters of a report, as the register takes them. */
export const TEXT = { least: 10, most: 4000 } as const

/** What each kind is asked for. A field report needs no identity; a PAKN asks for it (NĐ 20/2008 Đ.7), and may be refused. */
const ASKED: Record<Kind, readonly DraftStep[]> = {
  field: ['text', 'place', 'similar', 'photos', 'contact', 'publish'],
  conduct: ['text', 'person', 'contact', 'publish'],
  regulation: ['text', 'person', 'contact', 'publish'],
  suggestion: ['text', 'contact', 'publish'],
  question: ['text', 'contact', 'publish'],
  praise: ['text', 'publish'],
}

/** The words of the report in one piece. */
export function wordsOf({ text }: Draft): string {
  return text.join('\n')
}

/** The kind that the words have so far; khiếu nại and tố cáo never enter a draft. */
export function kindOf({ triage }: Pick<FeedbackPort, 'triage'>, draft: Draft): Kind {
  return draft.text.length === 0 ? 'field' : (Kind.safeParse(triage({ text: wordsOf(draft) }).kind).data ?? 'field')
}

/** Whether the law asks who it is from (phản ánh, kiến nghị về quy định hành chính). */
export function isPakn(kind: Kind): boolean {
  return kind === 'conduct' || kind === 'regulation'
}

/** The open question; null when all is answered and the report waits to be sent. */
export function openStep(draft: Draft, kind: Kind): DraftStep | null {
  return ASKED[kind].find((step) => !draft.done.includes(step)) ?? null
}

/** Answered steps that can be mended, in the order asked. */
export function mendable(draft: Draft, kind: Kind): DraftStep[] {
  return STEPS.filter((step) => step !== 'similar' && (draft.done.includes(step) || ASKED[kind].includes(step)))
}

export function answered(draft: Draft, step: DraftStep, values: Partial<Draft> = {}): Draft {
  return { ...draft, ...values, was: null, done: [...draft.done.filter((one) => one !== step), step] }
}

/** *Sửa*: an answer is asked again; what it was comes back when nothing new is told. */
export function mending(draft: Draft, step: DraftStep): Draft {
  return { ...mended(draft, step), was: JSON.stringify({ ...draft, was: null }) }
}

/** Takes an answer out, so that it is asked again; the later ones wait. A text told anew replaces the old one. */
function mended(draft: Draft, step: DraftStep): Draft {
  const done = draft.done.filter((one) => one !== step && !(step === 'place' && one === 'similar'))
  switch (step) {
    case 'text':
      return { ...draft, done, text: [], dossierCode: null }
    case 'place':
      return { ...draft, done, place: null }
    case 'photos':
      return { ...draft, done, photos: [] }
    case 'person':
      return { ...draft, done, name: null, address: null }
    case 'contact':
      return { ...draft, done, contact: 'none', phone: null }
    case 'publish':
      return { ...draft, done, publish: false }
    case 'similar':
      return { ...draft, done }
  }
}

/** *Quay lại*: the answer before the open question is asked again, or the mending ends; null when there is none. */
export function popped(draft: Draft): Draft | null {
  if (draft.was !== null) return Draft.parse(JSON.parse(draft.was))
  const last = draft.done.filter((step) => step !== 'similar').at(-1)
  return last ? mended(draft, last) : null
}

/** The report as it is sent. */
export function intakeOf(draft: Draft): IntakeInput {
  const { place, name, address, contact, phone, publish, dossierCode } = draft
  return {
    text: wordsOf(draft),
    ...(place ? { place } : {}),
    ...(name ? { name } : {}),
    ...(address ? { address } : {}),
    ...(dossierCode ? { dossierCode } : {}),
    contact: contact === 'phone' && phone ? { kind: 'phone', phone } : { kind: contact === 'chat' ? 'chat' : 'none' },
    consent: { publish, contact: contact !== 'none' },
    ...(draft.called ? { emergencyCalled: true } : {}),
  }
}
