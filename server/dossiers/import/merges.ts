/** Cells merged downwards: below the first one of `column`, rows `from`+1 … `to` are blank in the file and mean its value. 0-based. */
export type MergeDown = { column: number; from: number; to: number }

/** The merged ranges of a sheet that reach over several rows, by the row in which they begin. */
export async function readMerges(text: AsyncIterable<string>): Promise<Map<number, MergeDown[]>> {
  const merges = new Map<number, MergeDown[]>()
  let tail = ''
  for await (const part of text) {
    const window = tail + part
    for (const [, column = '', from, to] of window.matchAll(/<mergeCell ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g)) {
      const merge = { column: columnIndex(column), from: Number(from) - 1, to: Number(to) - 1 }
      if (merge.to > merge.from)
        merges.set(merge.from, [...(merges.get(merge.from) ?? []).filter((m) => m.column !== merge.column), merge])
    }
    // a tag may be cut in two; what is kept is shorter than one tag, so nothing is read twice except whole duplicates, which are dropped
    tail = window.slice(-40)
  }
  return merges
}

function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
