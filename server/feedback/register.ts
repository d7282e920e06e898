import { fold } from '../kernel/text.ts'
import { handlerOf, type Room } from './room.ts'
import type { Kind, PublicCase } from './schema.ts'
import type { Where } from './store/cases.ts'

/** Lines of a page of the public register. */
const PAGE = 20

/** The public register: answered cases that an officer approved, newest first, nothing in it that identifies anyone. */
export async function publicList(
  room: Room,
  { q = '', kind, page = 1 }: { q?: string | undefined; kind?: Kind | undefined; page?: number | undefined },
): Promise<{ total: number; page: number; pages: number; cases: PublicCase[] }> {
  const { total, cases } = await room.store.cases.page(wanted(room.unit, q, kind), 'closed_at DESC, code', page, PAGE)
  return {
    total,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    cases: cases.flatMap((row): PublicCase[] => {
      if (!row.closedAt || !row.outcome || row.publicText === null || row.publicAnswer === null) return []
      return [
        {
          id: row.publicId,
          kind: row.kind,
          kindText: room.say(`case.kind.${row.kind}`),
          text: row.publicText,
          place: row.hamlet ?? '',
          receivedAt: row.receivedAt,
          closedAt: row.closedAt,
          outcome: row.outcome,
          outcomeText: room.say(`case.outcome.${row.outcome}`),
          answer: row.publicAnswer,
          handler: handlerOf(room, row.department).name,
          likes: Number(row.rating === 'like'),
          dislikes: Number(row.rating === 'dislike'),
        },
      ]
    }),
  }
}

function wanted(unit: string, q: string, kind: Kind | undefined): Where {
  const words = fold(q).split(/\s+/).filter(Boolean).slice(0, 8)
  return {
    sql: [
      `unit = ? AND published_at IS NOT NULL AND state = 'closed' AND public_text IS NOT NULL`,
      ...(kind ? ['kind = ?'] : []),
      ...words.map(() => `public_folded LIKE ? ESCAPE '\\'`),
    ].join(' AND '),
    args: [unit, ...(kind ? [kind] : []), ...words.map(contains)],
  }
}

/** A LIKE pattern for a text that contains the word as it is. */
export function contains(word: string): string {
  return `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}
