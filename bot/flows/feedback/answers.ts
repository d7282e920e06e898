import { phoneDigits } from '../../../server/kernel/privacy.ts'
import { syllables } from '../../../server/kernel/text.ts'
import { actionOf } from '../../conversation/choices.ts'
import { pickLoosely } from '../../conversation/pick.ts'
import type { Desk, Visit } from '../desk.ts'
import { answersTo, hamletOf } from './ask.ts'
import { answered, type Draft, type DraftStep } from './draft.ts'
import type { OpenDraft } from './sealed.ts'
import { hamletIn } from './words.ts'

/** The longest name, address or place that is one. */
const LINE = 200

/** The draft after a pressed answer; null when the button means nothing here. */
export function pressed(desk: Desk, draft: Draft, step: string, value: string): Draft | null {
  switch (step) {
    case 'place': {
      if (value === 'skip') return answered(draft, 'place')
      const hamlet = hamletOf(desk, value)
      return hamlet ? answered(draft, 'place', { place: { ...draft.place, hamlet } }) : null
    }
    case 'similar':
      return answered(draft, 'similar')
    case 'photos':
      return answered(draft, 'photos')
    case 'person':
      return answered(draft, 'person')
    case 'contact':
      if (value === 'none') return answered(draft, 'contact', { contact: 'none', phone: null })
      if (value === 'chat') return answered(draft, 'contact', { contact: 'chat', phone: null })
      // the number is asked for in the same question
      if (value === 'phone')
        return draft.phone ? answered(draft, 'contact', { contact: 'phone' }) : { ...draft, contact: 'phone' }
      return null
    case 'publish':
      return value === 'yes' || value === 'no' ? answered(draft, 'publish', { publish: value === 'yes' }) : null
    default:
      return null
  }
}

/** The draft after a typed answer to its open question; null when the words answer nothing. */
export function typed(desk: Desk, visit: Visit, { id, draft }: OpenDraft, step: DraftStep, text: string): Draft | null {
  const phone = step === 'contact' ? phoneDigits(text.replace(/[^\d+\s.()-]/g, ' ').trim()) : null
  if (phone) return answered(draft, 'contact', { contact: 'phone', phone })
  const said = step === 'place' ? somewhere(desk, draft, text) : null
  if (said?.place?.hamlet) return said
  const picked = pickLoosely(text, answersTo(desk, visit, { id, draft }, step), desk.words)
  const action = picked ? actionOf(picked.id) : null
  if (action?.do === 'feedback' && action.press.on === 'answer')
    return pressed(desk, draft, action.press.step, action.press.value)
  if (step === 'place') return somewhere(desk, draft, text)
  const yes = step === 'contact' || step === 'publish' ? agreed(text) : null
  if (yes !== null && step === 'publish') return pressed(desk, draft, 'publish', yes ? 'yes' : 'no')
  // which way is meant by a mere yes is clear only where there is one
  if (yes === false) return pressed(desk, draft, 'contact', 'none')
  if (yes && answersTo(desk, visit, { id, draft }, 'contact').length === 2)
    return pressed(desk, draft, 'contact', 'phone')
  if (step === 'person') return person(draft, visit.raw ?? text)
  return null
}

/** Whether a short answer begins with yes or with no; null when with neither. */
function agreed(text: string): boolean | null {
  const said = syllables(text).filter((word) => !/^(da|a|thoi|vang)$/.test(word))
  if (said.length > 8) return null
  const first = said[0] ?? ''
  // *đúng* and *đừng* are one without marks
  if (/^(khong|ko|k|kg|hong|hok|khoi|chua)$/.test(first) || /^(?:(?:dạ|thôi|vâng|ạ)[\s,]+)*đừng/iu.test(text.trim()))
    return false
  return /^(duoc|dc|co|u|uh|um|ok|oke|cho|dong|nhat)$/.test(first) ? true : null
}

/** A typed place: the thôn it names, if it names one, and the words as they are. */
function somewhere({ unit }: Desk, draft: Draft, text: string): Draft | null {
  if (text.length > LINE || !/\p{L}{2}/u.test(text)) return null
  const hamlet = hamletIn(unit.hamlets, text)
  return answered(draft, 'place', { place: { ...draft.place, text, ...(hamlet ? { hamlet } : {}) } })
}

/** *Nguyễn Văn A, thôn Đông*: the name before the first comma, line end or word of an address; the rest is the address. */
function person(draft: Draft, text: string): Draft | null {
  const whole = text.trim()
  if (whole === '' || whole.length > LINE + LINE / 2) return null
  if (draft.name) return answered(draft, 'person', { address: oneLine(whole) })
  const cut = /[,;\n]|\s(?=(?:thôn|xóm|ấp|bản|buôn|làng|tổ|khu|khối|số nhà|đường|ngõ|thon|xom)\s)/iu.exec(whole)
  const name = oneLine(whole.slice(0, cut?.index ?? whole.length))
  const address = cut ? oneLine(whole.slice(cut.index + 1)) : ''
  if (!/\p{L}{2}/u.test(name) || name.length > 100) return null
  return address === '' ? { ...draft, name } : answered(draft, 'person', { name, address })
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
