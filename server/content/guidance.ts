import type { Say } from './messages.ts'
import type { Unit } from './schema.ts'
import { deskAddress, frontPhone, unitName } from './unit-words.ts'

/** A lawful route told instead of registering: a title and sentences, the same on every face. */
export type Guidance = { title: string; lines: string[] }
export type GuidanceKind = 'complaint' | 'denunciation' | 'emergency'

/**
 * What is told to whoever brings a khiếu nại (Luật Khiếu nại 02/2011 Đ.8; NĐ 124/2020 as amended by NĐ 155/2026), a tố cáo
 * (Luật Tố cáo 25/2018 Đ.23–25, 30) or danger: what to write, to whom, time limits, place and reception days, secrecy.
 */
export function guidanceFor(kind: GuidanceKind, say: Say, unit: Unit): Guidance {
  const holes = { unit: unitName(unit), address: deskAddress(unit), ...frontPhone(unit) }
  const told = (keys: string[]) => keys.map((key) => say(`${kind}.${key}`, holes))
  return { title: say(`${kind}.title`), lines: LINES[kind](told, say, unit) }
}

type Told = (keys: string[]) => string[]

const LINES: Record<GuidanceKind, (told: Told, say: Say, unit: Unit) => string[]> = {
  complaint: (told, _, unit) => [...told(['route', 'how', 'content']), ...unit.reception, ...told(['time', 'more'])],
  denunciation: (told, _, unit) => [
    ...told(['route', 'content', 'where']),
    ...unit.reception,
    ...told(['time', 'secret', 'danger']),
  ],
  emergency: (told, say, unit) => [
    ...told(['fire', 'crime', 'medical', 'rescue', 'child']),
    say('emergency.police', { phone: unit.police.phone }),
    ...told(['not-watched']),
  ],
}
