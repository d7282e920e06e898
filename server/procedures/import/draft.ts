import type { Level, Method, PaperGroup, Procedure, SourceKind } from '../schema.ts'

/** What a warning is about; also the word it begins with. */
export const ABOUT = { times: 'Thời hạn', fees: 'Lệ phí', papers: 'Giấy tờ', record: 'Bản ghi' } as const
export type About = keyof typeof ABOUT

/** A doubt for editors, kept with the record. */
export type Warning = { about: About; text: string }

/** The facts that one source record gives about one procedure; what it doesn't tell is absent or empty. */
export type Draft = {
  kind: SourceKind
  /** Only fills what is empty, whatever its kind: a name copied from somewhere, not a row of the list itself. */
  weak?: boolean
  code: string
  name: string
  field?: string
  scope?: Procedure['scope']
  levels: Level[]
  agency?: string
  applicants: string[]
  methods: Method[]
  fullyOnline?: boolean
  papers: PaperGroup[]
  results: string[]
  legalBasis: string[]
  decision: Procedure['decision']
  url?: string
  /** Day of the snapshot the record itself tells. */
  date?: string
  updated?: string
  warnings: Warning[]
  uncertain: Array<'times' | 'fees' | 'papers'>
}

/** A draft with nothing but its identity. */
export function emptyDraft(kind: SourceKind, code: string, name: string): Draft {
  return {
    kind,
    code,
    name,
    levels: [],
    applicants: [],
    methods: [],
    papers: [],
    results: [],
    legalBasis: [],
    decision: null,
    warnings: [],
    uncertain: [],
  }
}

/** `Lệ phí: …`, as warnings are kept in the catalogue. */
export function warningLine({ about, text }: Warning): string {
  return `${ABOUT[about]}: ${text}`
}

/** Removes repeated members, keeping the first. Objects are compared by their JSON. */
export function distinct<T>(items: T[]): T[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const key = JSON.stringify(item)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
