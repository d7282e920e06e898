import type { Say } from '../../../server/content/messages.ts'
import type { Guide, Unit } from '../../../server/content/schema.ts'
import { showDong } from '../../../server/kernel/money.ts'
import type { Duration, Fee, Method, Procedure } from '../../../server/procedures/schema.ts'
import type { ProcedureView } from '../../ports.ts'
import { isKnown, partFees, partTimes, sourcesOf, unsaid } from './retold.ts'

/** What the sentences of a card need besides the record. */
export type Voice = { say: Say; unit: Unit }

/** Whom to ask about a procedure: the desk that does it; the one-stop desk also when nobody says who does. */
export function whom({ say, unit }: Voice, { desk }: Procedure): string {
  if (desk === 'police') return unit.police.name
  return desk === 'one-stop' || desk === 'other' ? unit.desk.name : say(`card.desk.${desk}`)
}

/**
 * The processing times, one line each: the record's, then what the guide adds. What the record leaves open (a number without a unit,
 * nothing at all) is said as unknown only when the guide does not tell it, with its own source.
 */
export function timeLines(voice: Voice, { record, guide }: ProcedureView): string[] {
  const { say } = voice
  const desk = whom(voice, record)
  const told = guide?.time ?? []
  const times = record.methods.flatMap((method) => method.times)
  const { known, open, retold } = partTimes(times, told)
  const lines = perChannel(say, record.methods, (method) =>
    method.times
      .filter((time) => told.length === 0 || (!retold && known.includes(time)))
      .map((time) => withCondition(duration(say, desk, time), time.condition)),
  )
  if (lines.length === 0 && told.length === 0) return [say('card.time.unknown', { desk })]
  return [...lines, ...more(say, guide, lines, told, open), ...doubt(voice, record, 'times')]
}

/** The fees, one line each, as the times. Only a fee that the source calls free is called free. */
export function feeLines(voice: Voice, { record, guide }: ProcedureView): string[] {
  const { say } = voice
  const desk = whom(voice, record)
  const told = guide?.fee ?? []
  const fees = record.methods.flatMap((method) => method.fees)
  const { known, open, retold } = partFees(fees, told)
  const lines = perChannel(say, record.methods, (method) =>
    method.fees
      .filter((fee) => told.length === 0 || (!retold && known.includes(fee)))
      .map((fee) => withCondition(amount(say, desk, fee), fee.condition)),
  )
  if (lines.length === 0 && told.length === 0) return [say('card.fee.unknown', { desk })]
  const byProvince = fees.some((fee) => fee.byProvince) && !told.some((line) => /tỉnh/i.test(line))
  return [
    ...lines,
    ...more(say, guide, lines, told, open),
    ...(byProvince ? [say('card.fee.by-province', { desk })] : []),
    ...doubt(voice, record, 'fees'),
  ]
}

/** The guide's lines that add something; where they stand for what the record leaves open, with their source. */
function more(say: Say, guide: Guide | null, lines: string[], told: string[], open: boolean): string[] {
  const added = unsaid(lines, told)
  const sources = guide && open && added.length > 0 ? sourcesOf(guide, added) : null
  return sources ? [...added, say('card.guide-source', { sources })] : added
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
  if (!isKnown(fee)) return say('card.fee.no-amount', { kind, desk })
  const holes = { kind, amount: showDong(fee.amount ?? 0), per: fee.per ?? '' }
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
