import * as z from 'zod'
import type { Day } from '../kernel/time.ts'
import { CaseTime, Channel, Code, Fee, type Method, type Procedure } from '../procedures/schema.ts'

const ForChannels = { channels: z.array(Channel).min(1).optional() } // left out: however the dossier is handed in

/** What a province sets for one procedure during one period. */
export const Override = z.strictObject({
  fees: z.array(Fee.extend(ForChannels)).min(1).optional(), // mức thu theo nghị quyết HĐND tỉnh
  times: z.array(CaseTime.extend(ForChannels)).min(1).optional(), // thời hạn tỉnh rút ngắn
  codes: z.array(Code).min(1).optional(), // mã riêng của tỉnh cho cùng thủ tục
  onlineLevel: z.enum(['full', 'partial', 'none']).optional(), // toàn trình · một phần · chưa nhận trực tuyến
  address: z.string().min(1).optional(), // nơi nộp, khi khác Trung tâm Phục vụ hành chính công của xã
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable().default(null), // last day
  source: z.string().min(1), // the document, with its number
})
export type Override = z.infer<typeof Override>

/** `content/overrides/<province>.yaml`. A procedure has one override, or a list when its values change on a known day. */
export const Overrides = z.strictObject({
  province: z.string().min(1), // as in `unit.yaml`
  source: z.string().min(1),
  decisions: z.array(z.string()).default([]), // numbers of the documents it was read from
  procedures: z.record(
    Code,
    z.union([Override, z.array(Override).min(1)]).transform((one) => (Array.isArray(one) ? one : [one])),
  ),
})
export type Overrides = z.infer<typeof Overrides>

/** Who set a value, shown beside it. */
export type Mark = { province: string; source: string; from: Day }

/** A record with what the province sets laid over it. `marks` names the parts that are the province's, with its source. */
export type LocalProcedure = Procedure & {
  codes: string[] // the province's own codes, if any
  address?: string
  marks: Partial<Record<'fees' | 'times' | 'codes' | 'online' | 'address', Mark>>
}

/** The override of a procedure that is in force on the day, or undefined. */
export function overrideOn(overrides: Overrides | null, code: string, today: Day): Override | undefined {
  return overrides?.procedures[code]?.find(
    (one) => one.effectiveFrom <= today && (one.effectiveTo === null || today <= one.effectiveTo),
  )
}

/**
 * The record as it holds in this province on this day. Times replace those of the channels they name. Fees replace what
 * the record leaves to the province (`byProvince`, or no amount); where it leaves nothing, they replace its amounts.
 * Exemptions of the record stay: a province can add to the law's, not take away.
 */
export function applyOverrides(record: Procedure, overrides: Overrides | null, today: Day): LocalProcedure {
  const own = overrideOn(overrides, record.code, today)
  if (!own || !overrides) return { ...record, codes: [], marks: {} }
  const mark: Mark = { province: overrides.province, source: own.source, from: own.effectiveFrom }
  const settled = new Set<string>([...(own.fees ? ['fees'] : []), ...(own.times ? ['times'] : [])])
  const uncertain = record.uncertain?.filter((part) => !settled.has(part))
  const online = own.onlineLevel ? { fullyOnline: own.onlineLevel === 'full' } : {}
  return {
    ...record,
    ...online,
    ...(uncertain ? { uncertain } : {}),
    methods: methodsOf(record, own),
    codes: own.codes ?? [],
    ...(own.address ? { address: own.address } : {}),
    marks: {
      ...(own.fees ? { fees: mark } : {}),
      ...(own.times ? { times: mark } : {}),
      ...(own.codes ? { codes: mark } : {}),
      ...(own.onlineLevel ? { online: mark } : {}),
      ...(own.address ? { address: mark } : {}),
    },
  }
}

function methodsOf(record: Procedure, own: Override): Method[] {
  const methods = record.methods.length > 0 ? record.methods : bareMethods(own)
  return methods
    .filter(({ channel }) => !(channel === 'online' && own.onlineLevel === 'none'))
    .map(({ channel, times, fees }) => ({
      channel,
      times: forChannel(own.times, channel) ?? times,
      fees: feesOf(fees, forChannel(own.fees, channel)),
    }))
}

// a record known by name only has no methods: the province's values make them
function bareMethods(own: Override): Method[] {
  const named = [...(own.times ?? []), ...(own.fees ?? [])].flatMap(({ channels }) => channels ?? [])
  const channels: Channel[] = own.times || own.fees ? [...new Set<Channel>(['direct', ...named])] : []
  return channels.map((channel) => ({ channel, times: [], fees: [] }))
}

function feesOf(national: Fee[], own: Fee[] | undefined): Fee[] {
  if (!own) return national
  const left = (fee: Fee) => fee.byProvince === true || (fee.amount === null && !fee.free)
  const kept = national.some(left) ? national.filter((fee) => !left(fee)) : national.filter((fee) => fee.free)
  return [...own, ...kept]
}

/** The lines that hold for a channel, without their `channels`; undefined when none does. */
function forChannel<T extends { channels?: Channel[] | undefined }>(lines: T[] | undefined, channel: Channel) {
  const own = (lines ?? []).filter(({ channels }) => channels === undefined || channels.includes(channel))
  return own.length > 0 ? own.map(({ channels: _, ...line }) => line) : undefined
}
