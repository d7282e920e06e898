import { isoVn } from '../../kernel/time.ts'
import { type Broadcast, BroadcastInput, MAX } from '../schema.ts'

/** What was typed into the editor, as it stands in its fields, and what it means when nothing is wrong. */
export type Typed = {
  values: Record<string, string>
  errors: Record<string, string>
  input: BroadcastInput | null
  picture: File | null
  noImage: boolean
  seen: number
}
type Known = { hamlets: readonly string[]; channels: readonly string[] }

/** Reads the editor's form. Questions keep their place in the form, so that an error stands beside its own field. */
export function typedOf(body: Record<string, unknown>, { hamlets, channels }: Known): Typed {
  const values = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const said = (name: string) => (values[name] ?? '').trim()
  const places: number[] = []
  const quiz = Array.from({ length: MAX.questions }, (_, at) => at).flatMap((at) => {
    const options = Array.from({ length: MAX.options }, (_, i) => said(`q${at}.o${i}`))
    if (said(`q${at}.ask`) === '' && options.every((option) => option === '')) return []
    places.push(at)
    // an empty line between options does not shift the right one
    const chosen = said(`q${at}.right`)
    const filled = options.flatMap((option, i) => (option === '' ? [] : [{ option, chosen: String(i) === chosen }]))
    return [
      {
        ask: said(`q${at}.ask`),
        options: filled.map(({ option }) => option),
        right: chosen === '' ? MAX.options : filled.findIndex((one) => one.chosen),
        explain: said(`q${at}.explain`),
      },
    ]
  })
  const parsed = BroadcastInput.safeParse({
    kind: values.kind,
    title: said('title'),
    text: said('text').replace(/\r\n/g, '\n'),
    link: said('link') || null,
    quiz,
    hamlets: hamlets.filter((_, at) => values[`hamlet.${at}`] === 'yes'),
    channels: channels.filter((channel) => values[`channel.${channel}`] === 'yes'),
    scheduledAt: momentOf(said('scheduledAt')),
  })
  const errors: Record<string, string> = {}
  for (const { path, message } of parsed.error?.issues ?? []) {
    const [first, at, part] = path
    const field =
      first === 'quiz'
        ? `q${typeof at === 'number' ? (places[at] ?? 0) : 0}.${part === 'options' ? 'o0' : String(part ?? 'ask')}`
        : String(first)
    errors[field] ??= /^(Invalid|Too)/.test(message)
      ? (WRONG[String(part ?? first)] ?? 'Xin điền lại mục này.')
      : message
  }
  const { image } = body
  const picture = image instanceof File && image.size > 0 ? image : null
  const seen = Number(said('seen')) || 0
  return { values, errors, input: parsed.data ?? null, picture, noImage: values.noImage === 'yes', seen }
}

const WRONG: Record<string, string> = {
  kind: 'Xin chọn loại tin.',
  scheduledAt: 'Xin chọn lại ngày giờ gửi.',
  right: 'Xin chọn đáp án đúng.',
}

/** A broadcast as the fields of its editor. */
export function valuesOf(broadcast: Broadcast, hamlets: readonly string[]): Record<string, string> {
  const { kind, title, text, link, scheduledAt, channels, quiz, revision } = broadcast
  return {
    kind,
    title,
    text,
    link: link ?? '',
    scheduledAt: scheduledAt?.slice(0, 16) ?? '',
    seen: String(revision),
    ...Object.fromEntries(channels.map((channel) => [`channel.${channel}`, 'yes'])),
    ...Object.fromEntries(
      hamlets.flatMap((name, at) => (broadcast.hamlets.includes(name) ? [[`hamlet.${at}`, 'yes']] : [])),
    ),
    ...Object.fromEntries(
      quiz.flatMap(({ ask, options, right, explain }, at) => [
        [`q${at}.ask`, ask],
        ...options.map((option, i) => [`q${at}.o${i}`, option]),
        [`q${at}.right`, String(right)],
        [`q${at}.explain`, explain],
      ]),
    ),
  }
}

function momentOf(typed: string): string | null {
  if (typed === '') return null
  const at = new Date(`${typed.slice(0, 16)}:00+07:00`)
  return Number.isNaN(at.getTime()) ? typed : isoVn(at)
}
