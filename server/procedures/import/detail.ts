import * as z from 'zod'
import { clean } from '../../kernel/text.ts'
import { type Channel, Code, type Fee, type Level, type Method } from '../schema.ts'
import { bodiesOf, provinceName } from './bodies.ts'
import { toDay } from './dates.ts'
import { documentNumber } from './documents.ts'
import { type Draft, distinct, emptyDraft, type Warning } from './draft.ts'
import { feeLines } from './fees.ts'
import { shorten } from './paper-names.ts'
import { paperGroup } from './papers.ts'
import { timesOf, unitOf } from './times.ts'
import { capAt, unbullet } from './words.ts'

const Named = z.object({ name: z.string().nullish() })
const NamedList = z.array(Named).nullish()
const RawMethod = z.object({
  submissionMethod: z.string(),
  processingTime: z.union([z.number(), z.string()]).nullish(),
  processingTimeUnit: z.string().nullish(),
  description: z.string().nullish(),
  fees: z
    .array(
      z.object({ type: z.string().nullish(), value: z.coerce.number().nullish(), description: z.string().nullish() }),
    )
    .nullish(),
})

/** One procedure as the portal's API gives it (`get-formality-by-citizen`). */
export const DetailRecord = z.object({
  id: z.string().nullish(),
  code: Code,
  name: z.string().min(1),
  type: z.string().nullish(),
  executionMethods: z.array(RawMethod),
  executionCases: z.array(
    z.object({
      name: z.string().nullish(),
      profileComponents: z
        .array(
          z.object({
            name: z.string().nullish(),
            originalQty: z.number().nullish(),
            copyQty: z.number().nullish(),
            attachments: z.array(z.object({ fileName: z.string().nullish() })).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
  cases: z
    .array(z.object({ processingDay: z.object({ qty: z.number().nullish(), type: z.string().nullish() }).nullish() }))
    .nullish(),
  categoriesDetails: NamedList,
  resultsDetails: NamedList,
  subjectTypesDetails: NamedList,
  unitGroupsExecuting: NamedList,
  departmentsExecuting: NamedList,
  legalBasisesDetails: z.array(z.object({ code: z.string().nullish(), name: z.string().nullish() })).nullish(),
  departmentPromulgateName: z.string().nullish(),
  procedureProposal: z.object({ proposalNumber: z.string().nullish(), decisionDate: z.unknown() }).nullish(),
  isWard: z.boolean().nullish(),
  isProvince: z.boolean().nullish(),
  isMinistry: z.boolean().nullish(),
  isOtherAgency: z.boolean().nullish(),
  isFullProcess: z.boolean().nullish(),
  updatedAt: z.unknown(),
})
export type DetailRecord = z.infer<typeof DetailRecord>

const CHANNELS: Record<string, Channel> = { DIRECT: 'direct', ONLINE: 'online', POSTAL: 'post' }
const FEE_KINDS: Record<string, Fee['kind']> = { SERVICE_FEE: 'fee' } // its FEE stands for phí and for lệ phí alike

/** Reads the facts of a portal record. `day` = the snapshot's day. */
export function readDetail(record: DetailRecord, day: string): Draft {
  const draft = emptyDraft('detail', record.code, clean(record.name))
  const { methods, warnings, uncertain } = methodsOf(record, day)
  const papers = record.executionCases.map((group) => paperGroup(group.name ?? '', rawPapers(group)))
  const number = clean(record.procedureProposal?.proposalNumber ?? '')
  const date = toDay(record.procedureProposal?.decisionDate)
  const updated = toDay(record.updatedAt)
  const { agency, warnings: onBodies } = bodiesOf([
    ...names(record.unitGroupsExecuting),
    ...names(record.departmentsExecuting),
  ])
  const province = record.type === 'SPECIFIC' ? provinceName(record.departmentPromulgateName ?? '') : undefined
  const field = names(record.categoriesDetails)[0]
  return {
    ...draft,
    ...(field ? { field } : {}),
    ...(record.type ? { scope: province ? { province } : 'national' } : {}),
    levels: levelsOf(record),
    ...(agency ? { agency } : {}),
    applicants: distinct(names(record.subjectTypesDetails)),
    methods,
    ...(typeof record.isFullProcess === 'boolean' ? { fullyOnline: record.isFullProcess } : {}),
    papers: papers.map((paper) => paper.group).filter((group) => group !== null),
    results: distinct(names(record.resultsDetails).map((name) => capAt(shorten(unbullet(name)), 160))),
    legalBasis: distinct(
      (record.legalBasisesDetails ?? []).flatMap((law) =>
        documentNumber(law.code ?? '').concat(law.code ? [] : documentNumber(law.name ?? '')),
      ),
    ),
    decision: number ? { number, ...(date ? { date } : {}) } : null,
    ...(record.id ? { url: `https://dichvucong.gov.vn/thu-tuc-hanh-chinh/${record.id}` } : {}),
    ...(updated ? { updated } : {}),
    warnings: [...warnings, ...papers.flatMap((paper) => paper.warnings), ...onBodies],
    uncertain,
  }
}

function methodsOf(record: DetailRecord, day: string): Pick<Draft, 'methods' | 'warnings' | 'uncertain'> {
  const byChannel = new Map<Channel, Method>()
  const warnings: Warning[] = []
  for (const raw of record.executionMethods) {
    const channel = CHANNELS[raw.submissionMethod]
    if (!channel) {
      warnings.push({ about: 'record', text: `không biết hình thức nộp ${raw.submissionMethod}` })
      continue
    }
    const method = byChannel.get(channel) ?? { channel, times: [], fees: [] }
    const alone =
      record.executionMethods.filter((other) => other.submissionMethod === raw.submissionMethod).length === 1
    const time = timesOf(raw.processingTime, unitOf(raw.processingTimeUnit), raw.description ?? '', alone)
    const fees = (raw.fees ?? []).map((fee) =>
      feeLines({
        value: fee.value ?? 0,
        kind: FEE_KINDS[fee.type ?? ''] ?? 'unknown',
        text: fee.description ?? '',
        channel,
        day,
      }),
    )
    method.times = distinct([...method.times, ...time.times])
    method.fees = distinct([...method.fees, ...fees.flatMap((one) => one.fees)])
    warnings.push(...time.warnings, ...fees.flatMap((one) => one.warnings))
    byChannel.set(channel, method)
  }
  const methods = [...byChannel.values()]
  const conflict = caseConflict(record, methods)
  if (conflict) warnings.push({ about: 'times', text: conflict })
  const uncertain: Draft['uncertain'] = [
    ...(conflict ? (['times'] as const) : []),
    ...(methods.some((method) => method.fees.some((fee) => fee.disputed)) ? (['fees'] as const) : []),
  ]
  return { methods, warnings, uncertain }
}

/** Contradiction between the service's cases (`cases[].processingDay`) and the ways of handing in, in words; null when they agree. */
function caseConflict(record: DetailRecord, methods: Method[]): string | null {
  const times = methods.flatMap((method) => method.times)
  const inCases = (record.cases ?? [])
    .map(({ processingDay }) => ({ value: processingDay?.qty ?? 0, unit: unitOf(processingDay?.type) }))
    .filter((time) => time.value > 0)
  if (inCases.length === 0 || times.length === 0) return null
  const known = (time: { value: number; unit: string }) =>
    times.some((other) => other.value === time.value && (other.unit === time.unit || other.unit === 'unknown'))
  if (inCases.every(known)) return null
  const show = (list: Array<{ value: number; unit: string }>) =>
    distinct(list.map((time) => `${time.value} ${SAID[time.unit] ?? ''}`.trim())).join(', ')
  return `trường hợp dịch vụ ghi ${show(inCases)}, cách nộp ghi ${show(times)}`
}
const SAID: Record<string, string> = {
  'working-day': 'ngày làm việc',
  day: 'ngày',
  hour: 'giờ',
  month: 'tháng',
  unknown: '(không đơn vị)',
}

function rawPapers(group: DetailRecord['executionCases'][number]) {
  return (group.profileComponents ?? []).map((paper) => ({
    name: paper.name ?? '',
    original: paper.originalQty ?? 0,
    copy: paper.copyQty ?? 0,
    form: paper.attachments?.map((file) => clean(file.fileName ?? '')).find((name) => name !== '' && name.length <= 80),
  }))
}

function levelsOf(record: DetailRecord): Level[] {
  const flags: Array<[boolean | null | undefined, Level]> = [
    [record.isWard, 'ward'],
    [record.isProvince, 'province'],
    [record.isMinistry, 'ministry'],
    [record.isOtherAgency, 'other'],
  ]
  return flags.filter(([flag]) => flag).map(([, level]) => level)
}

function names(list: z.infer<typeof NamedList>): string[] {
  return (list ?? []).map((item) => clean(item.name ?? '')).filter((name) => name !== '')
}
