import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { ContentError } from '../content/read.ts'
import { NationalName, Procedure } from './schema.ts'

export const NATIONAL_FILE = '_national.tsv'

/** The official facts of every procedure in `content/catalogue/*.yaml`, sorted by code. Node only. Throws a `ContentError` naming all faults. */
export function readCatalogue(folder: string): Procedure[] {
  if (!existsSync(folder)) return []
  const faults: string[] = []
  const records: Procedure[] = []
  const seen = new Map<string, string>()
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const parsed = z.array(z.unknown()).safeParse(parse(readFileSync(join(folder, file), 'utf8')))
    if (!parsed.success) faults.push(`catalogue/${file}: not a list`)
    for (const [index, raw] of (parsed.data ?? []).entries()) {
      const record = Procedure.safeParse(raw)
      if (!record.success) {
        faults.push(
          ...record.error.issues.map(
            (issue) => `catalogue/${file}: #${index + 1}.${issue.path.join('.')}: ${issue.message}`,
          ),
        )
        continue
      }
      const twin = seen.get(record.data.code)
      if (twin) faults.push(`catalogue/${file}: ${record.data.code} stands in ${twin} too`)
      seen.set(record.data.code, file)
      records.push(record.data)
    }
  }
  if (faults.length > 0) throw new ContentError(`content/catalogue has ${faults.length} faults:\n${faults.join('\n')}`)
  return records.sort((a, b) => (a.code < b.code ? -1 : 1))
}

const COLUMNS = ['code', 'name', 'field', 'type', 'by', 'levels'] as const

/** Every procedure of the country by code and name (`content/catalogue/_national.tsv`). Throws a `ContentError` naming the line. */
export function readNational(folder: string): NationalName[] {
  const file = join(folder, NATIONAL_FILE)
  if (!existsSync(file)) return []
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line, index) => {
    const [code, name, field, type, by, levels = ''] = line.split('\t')
    const parsed = NationalName.safeParse({
      code,
      name,
      field,
      type,
      by,
      levels: levels === '' ? [] : levels.split('+'),
    })
    if (!parsed.success)
      throw new ContentError(`catalogue/${NATIONAL_FILE}:${index + 2}: ${parsed.error.issues[0]?.message}`)
    return parsed.data
  })
}

/** The file's text for these lines. */
export function nationalText(lines: NationalName[]): string {
  const rows = lines.map((line) => [line.code, line.name, line.field, line.type, line.by, line.levels.join('+')])
  return `${[[...COLUMNS], ...rows].map((row) => row.map((cell) => cell.replace(/[\t\n]/g, ' ')).join('\t')).join('\n')}\n`
}
