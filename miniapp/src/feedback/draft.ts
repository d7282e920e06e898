import type { IntakeInput } from '../../../server/feedback/schema.ts'

/**
 * A report that is being written. Its key is made with it and goes along as Idempotency-Key: however often it is sent, also after a
 * reload, it is one case. Photos are named here and lie in `photos.ts`.
 */
export type Draft = {
  key: string
  text: string
  hamlet: string
  place: string
  /** Degrees; `accuracy` in metres. */
  here: { lat: number; lng: number; accuracy: number } | null
  happenedAt: string
  about: string
  dossierCode: string
  proposal: string
  photos: string[]
  reply: 'none' | 'phone' | ''
  phone: string
  name: string
  address: string
  publish: boolean
  contact: boolean
  /** What was sent without an answer: it may have arrived, so that exactly this is sent again before anything else. */
  attempt: IntakeInput | null
}

/** The pages of the form, in order. */
export const STEPS = ['what', 'where', 'more', 'photos', 'contact', 'review'] as const
export type Step = (typeof STEPS)[number]

export const TEXT = { least: 10, most: 4000 } as const
export const MOST_PHOTOS = 5

export function newDraft(key: string): Draft {
  return {
    key,
    text: '',
    hamlet: '',
    place: '',
    here: null,
    happenedAt: '',
    about: '',
    dossierCode: '',
    proposal: '',
    photos: [],
    reply: '',
    phone: '',
    name: '',
    address: '',
    publish: false,
    contact: false,
    attempt: null,
  }
}

/** Whether anything was written that would be a pity to lose. */
export const isBegun = (draft: Draft) => draft.text.trim() !== '' || draft.photos.length > 0

/** A step by its name in the address; the first when there is none such, or nothing was written yet. */
export function stepOf(name: string, draft: Draft): Step {
  return (isBegun(draft) && STEPS.find((step) => step === name)) || STEPS[0]
}

export type Fault = 'text-short' | 'phone-missing' | 'phone-wrong' | 'reply-missing'

/** What keeps a step from being left. */
export function faultOf(step: Step, draft: Draft): Fault | null {
  if (step === 'what' && draft.text.trim().length < TEXT.least) return 'text-short'
  if (step !== 'contact') return null
  if (draft.reply === '') return 'reply-missing'
  if (draft.reply === 'none') return null
  if (draft.phone.trim() === '') return 'phone-missing'
  return isPhone(draft.phone) ? null : 'phone-wrong'
}

/** A Vietnamese number, however it is spaced: ten digits of a mobile, ten or eleven of a landline, or with +84. */
export function isPhone(text: string): boolean {
  return /^(?:\+?84|0)[2-9]\d{8,9}$/.test(text.replace(/[\s.()-]/g, ''))
}

/** The step where a part of the body is written, so that a fault named by the API can be mended there. */
export function stepOfField(field: string | undefined): Step | null {
  const [first = ''] = (field ?? '').split('.')
  if (first === 'text') return 'what'
  if (first === 'place') return 'where'
  if (['happenedAt', 'about', 'dossierCode', 'proposal'].includes(first)) return 'more'
  if (first === 'photo' || first === 'photos') return 'photos'
  return ['contact', 'phone', 'name', 'address'].includes(first) ? 'contact' : null
}

/** What is sent. What was left empty is left out; name, address and phone go only with the wish to be known. */
export function intakeOf(draft: Draft): IntakeInput {
  const { here, reply } = draft
  const place = {
    ...filled({ text: draft.place, hamlet: draft.hamlet }),
    ...(here ? { lat: here.lat, lng: here.lng } : {}),
  }
  const { happenedAt, about, dossierCode, proposal, name, address, phone } = draft
  const known = reply === 'phone'
  return {
    text: draft.text.trim(),
    ...(Object.keys(place).length > 0 ? { place } : {}),
    ...filled({ happenedAt, about, dossierCode, proposal }),
    ...(known ? filled({ name, address }) : {}),
    contact: known ? { kind: 'phone', phone: phone.trim() } : { kind: 'none' },
    consent: { publish: draft.publish, contact: known && draft.contact },
  }
}

/** Whether the law takes the report as one with a name: name, address and phone (NĐ 20/2008 Đ.7). */
export const isAnonymous = ({ reply, name, address, phone }: Draft) =>
  reply !== 'phone' || [name, address, phone].some((part) => part.trim() === '')

function filled<Key extends string>(parts: Record<Key, string>): { [K in Key]?: string } {
  const kept: { [K in Key]?: string } = {}
  for (const key in parts) {
    const text = parts[key].trim()
    if (text) kept[key] = text
  }
  return kept
}
