import type { Draft } from '../../../feedback/draft.ts'
import { report } from '../../../words/feedback.ts'

const words = report.where

/** A position in words; a map would need a server of maps. */
export function sayPlace({ lat, lng, accuracy }: NonNullable<Draft['here']>): string {
  const degrees = (value: number) => Math.abs(value).toFixed(4).replace('.', ',')
  const place = words.at(words.lat(degrees(lat), lat >= 0), words.lng(degrees(lng), lng >= 0))
  return accuracy > 0 ? `${place} (${words.accuracy(Math.max(1, Math.round(accuracy)))}).` : `${place}.`
}
