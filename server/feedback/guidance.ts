import type { Say } from '../content/messages.ts'
import type { Unit } from '../content/schema.ts'

/** A lawful route told instead of registering: a title and sentences. */
export type Guidance = { title: string; lines: string[] }
export type GuidanceKind = 'complaint' | 'denunciation' | 'emergency'

/**
 * What is told to whoever brings a khiếu nại (Luật Khiếu nại 02/2011; NĐ 124/2020 as amended by NĐ 155/2026), a tố cáo
 * (Luật Tố cáo 25/2018 Đ.23–25, 30) or danger: what to write, to whom, time limits, place and reception days, secrecy.
 */
export function guidanceFor(kind: GuidanceKind, _say: Say, _unit: Unit): Guidance {
  return { title: kind, lines: [] }
}
