import type { SearchFile } from '../../server/search/file.ts'
import { type Matrix, packMatrix } from '../../server/search/matrix.ts'
import { createSearch, type Search } from '../../server/search/search.ts'

const nothing: Matrix = packMatrix(new Map())

/** The search as it is and with each technique switched off at scoring time; nothing is learned anew. */
export function switches(file: SearchFile): Array<{ name: string; search: Search }> {
  const { lexicon } = file
  const off: Record<string, () => Search> = {
    'all on': () => createSearch(file),
    'no learned model': () => createSearch({ ...file, model: nothing }),
    'no BM25 over phrasings': () => createSearch({ ...file, phrases: nothing }),
    'no BM25 over names': () => createSearch({ ...file, names: nothing }),
    'no vocabulary (short forms, dialect)': () =>
      createSearch({ ...file, lexicon: { ...lexicon, entries: new Map(), longest: 1 } }),
    'no kinds of things': () => createSearch({ ...file, lexicon: { ...lexicon, classes: new Map() } }),
    'no letter runs': () => createSearch(file, 'c'),
    'no pairs of words': () => createSearch(file, 'bns'),
    'no marks': () => createSearch(file, 'mn'),
    'no priors': () => createSearch({ ...file, entries: file.entries.map((entry) => ({ ...entry, prior: 0 })) }),
  }
  return Object.entries(off).map(([name, make]) => ({ name, search: make() }))
}
