import { find, phrase, words } from '../../kernel/phrases.ts'
import { fold, syllables } from '../../kernel/text.ts'

/** An open case, or a report to be, as far as it says where and what. Degrees. */
export type Placed = { text: string; hamlet?: string | null; lat?: number | null; lng?: number | null }

/** An open case that may be the same matter. `distance` in metres, null when either has no coordinates; `alike` 0–1. */
export type Near<T> = { open: T; distance: number | null; alike: number }

/** How alike the words must be: of places that are near by coordinates, and of those that only name the same hamlet. */
const LEAST = { near: 0.3, hamlet: 0.45 }
/** What two texts about the same thing have in common before any word is compared. */
const SAME_THING = 0.3
const EARTH_METRES = 6_371_000

/**
 * Open cases that may be the same matter, likeliest first: not farther than `radius` metres, or of the same hamlet when either has
 * no coordinates, and alike in words. Texts about different things (a lamp, rubbish) are never the same, however near.
 * `least` replaces both thresholds.
 */
export function similarCases<T extends Placed>(
  report: Placed,
  open: T[],
  { radius, least }: { radius: number; least?: number },
): Array<Near<T>> {
  const own = read(report.text)
  return open
    .flatMap((one) => {
      const distance = distanceOf(report, one)
      if (distance === null ? !isSameHamlet(report, one) : distance > radius) return []
      const alike = likeness(own, read(one.text))
      const enough = least ?? (distance === null ? LEAST.hamlet : LEAST.near)
      return alike >= enough
        ? [{ open: one, distance, alike, rank: alike * (1 - (distance ?? radius) / radius / 2) }]
        : []
    })
    .sort((a, b) => b.rank - a.rank)
    .map(({ open, distance, alike }) => ({ open, distance, alike }))
}

/** Metres between two places on the globe (haversine); null when either has no coordinates. */
export function distanceOf(a: Placed, b: Placed): number | null {
  if (a.lat == null || a.lng == null || b.lat == null || b.lng == null) return null
  const [north, east] = [radians(b.lat - a.lat), radians(b.lng - a.lng)]
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)))
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function isSameHamlet(a: Placed, b: Placed): boolean {
  const [one, other] = [a.hamlet, b.hamlet].map((hamlet) =>
    fold(hamlet ?? '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  )
  return one !== '' && one === other
}

type Text = { terms: Set<string>; things: Set<string> }

/** How alike two texts are, 0–1: shared words and neighbouring pairs, more when they are about the same thing. */
function likeness(a: Text, b: Text): number {
  const shared = [...a.things].some((thing) => b.things.has(thing))
  if (a.things.size > 0 && b.things.size > 0 && !shared) return 0
  const both = [...a.terms].filter((term) => b.terms.has(term)).length
  const dice = a.terms.size + b.terms.size === 0 ? 0 : (2 * both) / (a.terms.size + b.terms.size)
  return shared ? SAME_THING + (1 - SAME_THING) * dice : dice
}

function read(text: string): Text {
  const said = words(text)
  const content = syllables(text).filter((word) => !EMPTY.has(word))
  const pairs = content.slice(1).map((word, at) => `${content[at]} ${word}`)
  const things = THINGS.filter(({ names }) => names.some((name) => find(name, said))).map(({ thing }) => thing)
  return { terms: new Set([...content, ...pairs]), things: new Set(things) }
}

/** Folded words that say nothing of the matter. */
const EMPTY = new Set(
  'a ai anh ba ban bao bi ca cac cai can chi cho chua chung co con cua da dang de den deu di do duoc em gi hay het hoai hom hon khong la lai lam luon ma may moi mot na nay nen ngay nguoi nha nhe nhieu nhung o ong qua ra rat roi sao sau tai thi thang toi trong tren truoc tu tuan tui va van ve vi vo voi xa xin dan de nghi'.split(
    ' ',
  ),
)

/** What reports are about; a text may be about several. */
const THINGS = Object.entries({
  lamp: ['đèn đường', 'bóng đèn', 'đèn … tắt', 'đèn … hỏng', 'đèn … hư', 'đèn … sáng', 'tối om', 'tối thui'],
  rubbish: ['rác', 'rac', 'xà bần', 'phế thải', 'xác heo', 'xác lợn'],
  drain: ['cống', 'cong nghet', 'hố ga', 'nắp hố', 'nghẹt', 'ngập', 'ngap', 'mương', 'nước thải'],
  road: ['ổ gà', 'ổ voi', 'mặt đường', 'đường … hư', 'đường … hỏng', 'đường … lầy', 'đường … lún', 'đường … xuống cấp'],
  noise: ['karaoke', 'ồn', 'ồn ào', 'nhạc', 'loa', 'hát hò', 'la hét'],
  animals: ['chó', 'thả rông', 'thả rong', 'cho tha', 'cho can', 'trâu bò', 'heo thả'],
  water: ['nước máy', 'mất nước', 'cúp nước', 'nước sinh hoạt'],
  power: ['mất điện', 'cúp điện', 'dây điện', 'cột điện', 'trụ điện'],
  tree: ['cây … đổ', 'cây … ngã', 'cây … gãy', 'cây … nghiêng', 'cành cây', 'cây xanh'],
  smoke: ['khói', 'đốt rác', 'đốt rơm', 'đốt nhựa', 'khoi'],
  pavement: ['vỉa hè', 'lấn chiếm', 'đậu xe', 'lòng đường'],
  bridge: ['cầu … hỏng', 'cầu … gãy', 'cầu … mục', 'cầu … hư', 'cầu gỗ', 'cầu khỉ'],
}).map(([thing, names]) => ({ thing, names: names.map((name) => phrase(name)) }))
