import type { Override } from '../overrides.ts'
import type { Book } from './book.ts'
import { known } from './codes.ts'
import { type Fault, teller } from './fault.ts'
import type { Files } from './files.ts'

/** What a province sets: for codes that exist, in periods that follow each other, for channels that the record has. */
export function checkOverrides(files: Files, book: Book, faults: Fault[]): void {
  const provinces = new Map<string, string>()
  for (const { file, value } of files.overrides) {
    const tell = teller(faults, 'overrides', file)
    const twin = provinces.get(value.province)
    if (twin) tell.error('province', `${value.province} đã có tệp ${twin}`)
    provinces.set(value.province, file)
    for (const [code, periods] of Object.entries(value.procedures)) {
      known(code, code, book, tell)
      for (const own of periods.flatMap(({ codes }) => codes ?? [])) known(own, `${code}.codes`, book, tell)
      for (const period of periods) {
        if (period.effectiveTo && period.effectiveTo < period.effectiveFrom)
          tell.error(code, `hết hiệu lực ${period.effectiveTo} trước khi có hiệu lực ${period.effectiveFrom}`)
        if (setsNothing(period)) tell.error(code, 'không đặt giá trị nào')
        const offered = book.record(code)?.methods.map(({ channel }) => channel) ?? []
        for (const channel of offered.length > 0 ? channelsOf(period) : [])
          if (!offered.includes(channel)) tell.error(code, `bản ghi không có cách nộp ${channel}`)
      }
      overlaps(periods, (text) => tell.error(code, text))
    }
  }
}

function setsNothing({ fees, times, codes, onlineLevel, address }: Override): boolean {
  return [fees, times, codes, onlineLevel, address].every((part) => part === undefined)
}

function channelsOf({ fees = [], times = [] }: Override) {
  return new Set([...fees, ...times].flatMap(({ channels }) => channels ?? []))
}

function overlaps(periods: Override[], tell: (text: string) => void): void {
  const sorted = [...periods].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  for (const [i, next] of sorted.slice(1).entries()) {
    const end = sorted[i]?.effectiveTo ?? null
    if (end === null || end >= next.effectiveFrom)
      tell(`hai giai đoạn chồng nhau từ ${next.effectiveFrom}: ghi effectiveTo cho giai đoạn trước`)
  }
}
