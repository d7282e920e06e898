import { syllables } from '../../kernel/text.ts'
import type { Procedure } from '../../procedures/schema.ts'
import type { Guide } from '../schema.ts'
import type { Tell } from './fault.ts'

const LEAST_OVERLAP = 0.6
/** Words that papers of every kind have, or that only join: what is left tells one paper from another. */
const EMPTY = new Set(
  `va hoac cua voi cho theo cac nhung mot neu co la tai khi trong ve ban chinh sao van giay to nguoi di nop thong tin duoc
   viec cong ty can con han hieu luc the cap moi so`.split(/\s+/),
)
/** Giấy tờ tùy thân goes by many names. */
const IDENTITY = /căn cước|CCCD|CMND|chứng minh nhân dân|hộ chiếu|tùy thân|tuỳ thân/iu

/**
 * The papers a guide asks for are papers of the record. A name that resembles none is a warning, unless the paper need not
 * be handed in, or a fact or source of the guide names it.
 */
export function checkPapers(guide: Guide, records: Procedure[], tell: Tell): void {
  const official = records.flatMap(({ papers }) => papers.flatMap(({ items }) => items.map(({ name }) => name)))
  if (official.length === 0) return
  const said = [...guide.facts.map(({ value }) => value), ...guide.sources.map(({ title }) => title)]
  const strange = guide.papers.filter(
    ({ name, kind }) =>
      kind !== 'skip' &&
      words(name).size > 0 &&
      !(kind === 'show' && IDENTITY.test(name)) && // shown at every desk, whether the record says so or not
      ![...official, ...said].some((other) => alike(name, other)),
  )
  if (strange.length === 0) return
  const names = strange.map(({ id, name }) => `${id} «${name}»`).join(', ')
  tell.warning('papers', `không giống giấy tờ nào trong bản ghi: ${names}; đúng thì thêm tên vào facts kèm nguồn`)
}

/** Whether two names mean one paper: most words of the shorter one stand in the other. */
export function alike(name: string, other: string): boolean {
  if (IDENTITY.test(name) && IDENTITY.test(other)) return true
  const [a, b] = [words(name), words(other)]
  const shorter = Math.min(a.size, b.size)
  return shorter > 0 && [...a].filter((word) => b.has(word)).length / shorter >= LEAST_OVERLAP
}

function words(name: string): Set<string> {
  const plain = name.replace(/\([^)]*\)|,? ví dụ .*$/g, ' ')
  return new Set(syllables(plain).filter((word) => !EMPTY.has(word)))
}
