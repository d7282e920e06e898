import type { ChannelTally, StatusDay } from '../schema.ts'

type Counts = Omit<ChannelTally, 'channel' | 'share'>
export type DayOfChannel = Counts & { day: string; channel: string }

/** Days with what each channel did on them; days and channels stand in the order of the rows. */
export function statusDays(rows: readonly DayOfChannel[]): StatusDay[] {
  return [...Map.groupBy(rows, ({ day }) => day)].map(([day, ofDay]) => ({
    day,
    ...tally(ofDay),
    channels: ofDay.map((row) => ({ channel: row.channel, ...tally([row]) })),
  }))
}

/** What each channel did over all days. */
export function byChannel(days: readonly StatusDay[]): ChannelTally[] {
  const all = Map.groupBy(
    days.flatMap(({ channels }) => channels),
    ({ channel }) => channel,
  )
  return [...all].map(([channel, rows]) => ({ channel, ...tally(rows) }))
}

/** Sums; `share` of those handed over within ten seconds, percent with one decimal, null when none was handed over. */
function tally(rows: readonly Counts[]): Omit<ChannelTally, 'channel'> {
  const sum = (key: keyof Counts) => rows.reduce((all, row) => all + row[key], 0)
  const delivered = sum('delivered')
  const quick = sum('quick')
  return {
    total: sum('total'),
    delivered,
    quick,
    failed: sum('failed'),
    underway: sum('underway'),
    share: delivered === 0 ? null : Math.round((quick / delivered) * 1000) / 10,
  }
}
