import type { Say } from '../../../server/content/messages.ts'
import type { Unit } from '../../../server/content/schema.ts'
import { showDong } from '../../../server/kernel/money.ts'
import type { Duration, Fee, Method, Procedure } from '../../../server/procedures/schema.ts'

/** What the sentences of a card need besides the record. */
export type Voice = { say: Say; unit: Unit }

/** Whom to ask about a procedure: the police about theirs, the one-stop desk about all others. */
export function whom({ unit }: Voice, { desk }: Procedure): string {
  return desk === 'police' ? unit.police.name : unit.desk.name
}

/** The processing times of a record, one line each. A number without a unit and a missing time are said as unknown. */
export function timeLines(voice: Voice, record: Procedure): string[] {
  const { say } = voice
  const desk = whom(voice, record)
  const lines = perChannel(say, record.methods, ({ times }) =>
    times.map((time) => withCondition(duration(say, desk, time), time.condition)),
  )
  if (lines.length === 0) return [say('card.time.unknown', { desk })]
  return [...lines, ...doubt(voice, record, 'times')]
}

/** The fees of a record, one line each. Only a fee that the source calls free is called free. */
export function feeLines(voice: Voice, record: Procedure): string[] {
  const { say } = voice
  const desk = whom(voice, record)
  const lines = perChannel(say, record.methods, ({ fees }) =>
    fees.map((fee) => withCondition(amount(say, desk, fee), fee.condition)),
  )
  if (lines.length === 0) return [say('card.fee.unknown', { desk })]
  const byProvince = record.methods.some(({ fees }) => fees.some((fee) => fee.byProvince))
  return [...lines, ...(byProvince ? [say('card.fee.by-province', { desk })] : []), ...doubt(voice, record, 'fees')]
}

/** One line when the source contradicts itself about a part. */
export function doubt(voice: Voice, record: Procedure, part: 'times' | 'fees' | 'papers'): string[] {
  return record.uncertain?.includes(part) ? [voice.say('card.uncertain', { desk: whom(voice, record) })] : []
}

function duration(say: Say, desk: string, { value, unit: per }: Duration): string {
  const shown = String(value).replace('.', ',')
  return per === 'unknown'
    ? say('card.time.no-unit', { value: shown, desk })
    : say(`card.time.${per}`, { value: shown })
}

function amount(say: Say, desk: string, fee: Fee): string {
  const kind = say(`card.fee.kind.${fee.kind}`)
  if (fee.free) return say('card.fee.free', { kind })
  if (fee.disputed && fee.disputed.length > 0) {
    return say('card.fee.disputed', { kind, amounts: fee.disputed.map(showDong).join(', '), desk })
  }
  // an amount of 0 that nobody calls free is a field left empty
  if (fee.amount === null || fee.amount === 0) return say('card.fee.no-amount', { kind, desk })
  const holes = { kind, amount: showDong(fee.amount), per: fee.per ?? '' }
  return say(fee.per ? 'card.fee.amount-per' : 'card.fee.amount', holes)
}

function withCondition(line: string, condition: string | undefined): string {
  return condition ? `${line} (${condition})` : line
}

/** Lines that hold for every way of handing in stand alone; others name theirs. */
function perChannel(say: Say, methods: Method[], linesOf: (method: Method) => string[]): string[] {
  const told = methods
    .map((method) => ({ method, lines: [...new Set(linesOf(method))] }))
    .filter(({ lines }) => lines.length > 0)
  const first = told[0]
  if (!first) return []
  const same = told.length === methods.length && told.every(({ lines }) => lines.join('\n') === first.lines.join('\n'))
  if (same) return first.lines
  return told.flatMap(({ method, lines }) => lines.map((line) => `${say(`card.channel.${method.channel}`)}: ${line}`))
}
