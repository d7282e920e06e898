/**
 * Scoring of the nine indices (chín chỉ số) by which the handling of procedures is assessed: TT 01/2018/TT-VPCP Điều 13–15.
 * Whether its successors (NĐ 118/2025, TT 03/2025) keep it is unverified; a unit can switch the instrument off.
 */

/** Index number 1–9 → mean score of its dossiers (1, 2, 3, 4, 6, 7) or the unit's own score (5, 8, 9); null when data is lacking. */
export type IndexScores = Readonly<Record<1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9, number | null>>

/** What the system itself knows of a unit in a period. */
export type UnitFacts = {
  /** Share of the commune's procedures received, examined and approved at the one-stop desk, 0..1; null unknown. */
  oneStopShare: number | null
  petitions: { received: number; onTime: number; prolonged: number }
  online: { procedureShare: number | null; dossierShare: number | null; overdue: number }
}

/** Điều 14: sum of the dossiers' scores over their number, one decimal; null without dossiers. */
export function indexScore(scores: readonly number[]): number | null {
  return scores.length === 0 ? null : one(scores.reduce((a, b) => a + b, 0) / scores.length)
}

/** Index 1 and 2: shorter than allowed 2, equal 1, longer 0. Working days. */
export function timeScore(taken: number, allowed: number): 0 | 1 | 2 {
  return taken < allowed ? 2 : taken === allowed ? 1 : 0
}

/** Index 3 and 4: none 2, once 1, more 0. */
export function timesScore(times: number): 0 | 1 | 2 {
  return times === 0 ? 2 : times === 1 ? 1 : 0
}

/** Index 7: early and no complaint about conduct 2, on time and none 1, a founded complaint 0. Late without complaint scores nothing. */
export function attitudeScore(timing: 'early' | 'on-time' | 'late', foundedComplaint: boolean): 0 | 1 | 2 {
  if (foundedComplaint || timing === 'late') return 0
  return timing === 'early' ? 2 : 1
}

/** Index 5, commune: 2 when all its procedures are received, examined and approved at the desk; 1 when all are received and returned there. */
export function oneStopScore(
  { oneStopShare }: Pick<UnitFacts, 'oneStopShare'>,
  receivedAndReturnedAll: boolean,
): 0 | 1 | 2 | null {
  if (oneStopShare === null) return null
  if (oneStopShare >= 1) return 2
  return receivedAndReturnedAll ? 1 : 0
}

/** Index 8: no petition, or all handled on time and none prolonged 2; at least 90 % on time and none prolonged 1; else 0. */
export function petitionScore({ received, onTime, prolonged }: UnitFacts['petitions']): 0 | 1 | 2 {
  if (received === 0) return 2
  if (prolonged > 0) return 0
  return onTime === received ? 2 : onTime / received >= 0.9 ? 1 : 0
}

/** Index 9: at least 20 % of procedures and 30 % of dossiers online, none of them late 2; from 15 % of dossiers 1; else 0. */
export function onlineScore({ procedureShare, dossierShare, overdue }: UnitFacts['online']): 0 | 1 | 2 | null {
  if (procedureShare === null || dossierShare === null) return null
  if (overdue > 0 || procedureShare === 0) return 0
  if (procedureShare >= 0.2 && dossierShare >= 0.3) return 2
  return dossierShare >= 0.15 ? 1 : 0
}

/** Điều 15: the officer's five indices (1, 2, 3, 4, 7), at most 10. */
export function officerClass(scores: Pick<IndexScores, 1 | 2 | 3 | 4 | 7>): { total: number; text: string } {
  const total = add([scores[1], scores[2], scores[3], scores[4], scores[7]])
  const text =
    total >= 5
      ? 'Hoàn thành 100% nhiệm vụ'
      : total >= 3.5
        ? 'Hoàn thành từ 70% đến dưới 100% nhiệm vụ'
        : 'Hoàn thành dưới 70% nhiệm vụ'
  return { total, text }
}

/** Điều 15: the unit's nine indices, at most 18. An index that lacks data is left out of the sum, and named in `missing`. */
export function unitClass(scores: IndexScores): { total: number; text: string; missing: number[] } {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
  const total = add(numbers.map((number) => scores[number]))
  const text = total >= 15 ? 'Xuất sắc' : total >= 12 ? 'Tốt' : total >= 9 ? 'Khá' : total >= 6 ? 'Trung bình' : 'Yếu'
  return { total, text, missing: numbers.filter((number) => scores[number] === null) }
}

function add(scores: ReadonlyArray<number | null>): number {
  return one(scores.reduce<number>((sum, score) => sum + (score ?? 0), 0))
}

/** One decimal, half up. */
function one(value: number): number {
  return Math.round(value * 10 + 1e-9) / 10
}
