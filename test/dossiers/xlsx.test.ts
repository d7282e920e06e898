import fc from 'fast-check'
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { Cell, SheetRow } from '../../server/dossiers/import/cells.ts'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { readMerges, readRows } from '../../server/dossiers/import/xlsx/sheet.ts'
import { openWorkbook } from '../../server/dossiers/import/xlsx.ts'

const SHEET = `<?xml version="1.0"?><x:worksheet><x:cols><x:col min="1" max="2"/></x:cols><x:sheetData>
<x:row r="2" spans="1:5"><x:c r="A2" t="s"><x:v>1</x:v></x:c><x:c r="C2" s="1"><x:v>46300.5</x:v></x:c><x:c r="D2" s="0"><x:v>46300</x:v></x:c><x:c r="E2"/></x:row>
<x:row r="3"/>
<x:row r="5"><x:c r="B5" t="inlineStr"><x:is><x:r><x:t>Mã </x:t></x:r><x:r><x:t xml:space="preserve">hồ sơ &amp; &#272;</x:t></x:r></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>a_x000D_b</x:v></x:c></x:row>
</x:sheetData><x:mergeCells count="2"><x:mergeCell ref="B5:B7"/><x:mergeCell ref="A2:C2"/></x:mergeCells></x:worksheet>`
const shared = { strings: ['không', 'có'], dateStyles: new Set([1]), epoch: 25_569 }
const ROWS = [
  { row: 2, cells: ['có', null, new Date('2026-10-05T12:00:00Z'), 46300, null] },
  { row: 3, cells: [] },
  { row: 5, cells: [null, 'Mã hồ sơ & Đ', true, null, 'a\rb'] },
]

async function* cut(text: string, at: number[]) {
  const ends = [...at, text.length].sort((a, b) => a - b)
  for (const [i, end] of ends.entries()) yield text.slice(ends[i - 1] ?? 0, end)
}
async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

describe('reading a sheet', () => {
  it('is the same wherever the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(SHEET.length), { maxLength: 12 }), async (at) => {
        expect(await collect(readRows(cut(SHEET, at), shared))).toEqual(ROWS)
        expect([...(await readMerges(cut(SHEET, at)))]).toEqual([[5, [{ column: 1, from: 5, to: 7 }]]])
      }),
    )
  })

  const value = fc.oneof(
    fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((text) => text !== '' && !/\p{Cc}|\p{Cn}|_x[0-9a-f]{4}_/iu.test(text)),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    fc.boolean(),
    fc.constant(null),
    fc.integer({ min: 0, max: 20_000 * 1440 }).map((minute) => new Date(Date.UTC(1990, 0, 1) + minute * 60_000)),
  )
  it('gives back what was written, with shared or inline strings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const files = [
            await writeXlsx({ sheets: [{ name: 'A & B', rows }] }),
            new Uint8Array(await new Response(writeXlsxStream(rows, { name: 'x' })).arrayBuffer()),
          ]
          for (const file of files) {
            const { sheets } = await openWorkbook(memorySource([file]))
            const read: SheetRow[] = sheets[0] ? await collect(sheets[0].rows()) : []
            const byRow = new Map(read.map(({ row, cells }) => [row, cells]))
            for (const [i, cells] of rows.entries()) expect(trim(byRow.get(i + 1) ?? [])).toEqual(trim(cells))
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** Trailing blanks are not kept, and a spreadsheet knows no negative zero. */
function trim(cells: Cell[]): Cell[] {
  const list = cells.map((cell) => (Object.is(cell, -0) ? 0 : cell))
  while (list.length > 0 && list.at(-1) === null) list.pop()
  return list
}
