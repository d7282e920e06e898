import * as z from 'zod'
import { clean } from '../../kernel/text.ts'
import { Code, type PaperGroup } from '../schema.ts'
import { applicantsIn, bodiesOf, levelsIn, splitBodies } from './bodies.ts'
import { documentNumbers } from './documents.ts'
import { type Draft, distinct, emptyDraft, type Warning } from './draft.ts'
import { pageMethods } from './page-methods.ts'
import { pagePapers } from './page-papers.ts'
import { shorten } from './paper-names.ts'
import { capAt, unbullet } from './words.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** A portal page as crawled into flat fields; tables are run together (`Trực tiếp7 NgàyKhông có thông tin…`). */
export const PageRecord = z.object({
  ma_thu_tuc: Code,
  ten_thu_tuc: z.string().min(1),
  detail_url: text,
  so_quyet_dinh: text,
  cap_thuc_hien: text,
  linh_vuc: text,
  doi_tuong_thuc_hien: text,
  co_quan_co_tham_quyen: text,
  co_quan_thuc_hien: text,
  cach_thuc_thuc_hien: text,
  thanh_phan_ho_so: text,
  can_cu_phap_ly: text,
  ket_qua_xu_ly: text,
})
export type PageRecord = z.infer<typeof PageRecord>

/** Reads the facts of a crawled page. What can't be told apart is left out, with a warning. `day` = the snapshot's day. */
export function readPage(page: PageRecord, day: string): Draft {
  const { methods, warnings: onMethods } = pageMethods(page.cach_thuc_thuc_hien, day)
  const { papers, warnings: onPapers } = pagePapers(page.thanh_phan_ho_so)
  const executing = bodiesOf(splitBodies(page.co_quan_thuc_hien))
  const agency =
    executing.warnings.length > 0
      ? executing.agency
      : (executing.agency ?? bodiesOf(splitBodies(page.co_quan_co_tham_quyen)).agency)
  const number = clean(page.so_quyet_dinh)
  const warnings: Warning[] = [...onMethods, ...onPapers, ...executing.warnings]
  return {
    ...emptyDraft('page', page.ma_thu_tuc, clean(page.ten_thu_tuc)),
    field: clean(page.linh_vuc),
    levels: levelsIn(page.cap_thuc_hien),
    ...(agency ? { agency } : {}),
    applicants: applicantsIn(page.doi_tuong_thuc_hien),
    methods,
    papers: withoutEmpty(papers),
    results: pageResults(page.ket_qua_xu_ly),
    legalBasis: documentNumbers(page.can_cu_phap_ly),
    decision: number === '' || /^không có/i.test(number) ? null : { number },
    ...(page.detail_url ? { url: page.detail_url } : {}),
    warnings,
    uncertain: methods.some((method) => method.fees.some((fee) => fee.disputed)) ? ['fees'] : [],
  }
}

/** Names of results, between `Mã: KQ.…` marks. */
function pageResults(run: string): string[] {
  const body = run.split('Từ khóa')[0] ?? ''
  const names = body.split(/Mã:\s*(?:[\d.]+-?)?(?:[A-Z]\d*-)?KQ[.A-Z]*[\d.]+/).map((part) => unbullet(part))
  return distinct(
    names
      .filter((name) => name.length > 3 && !/^không có thông tin/i.test(name))
      .map((name) => capAt(shorten(name), 160)),
  )
}

function withoutEmpty(groups: PaperGroup[]): PaperGroup[] {
  return groups.filter((group) => group.items.length > 0)
}
