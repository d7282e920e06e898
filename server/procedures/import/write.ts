import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { syllables } from '../../kernel/text.ts'
import { NATIONAL_FILE, nationalText } from '../read.ts'
import { type NationalName, Procedure } from '../schema.ts'

const HEAD =
  '# Chép từ Cổng Dịch vụ công quốc gia bằng `npm run catalogue:import`. Không sửa tay: lần nạp sau sẽ ghi đè.\n'

/** Writes `<field>.yaml` per field and the national list; files with the same bytes stay untouched, files without procedures go. Returns the files that changed. */
export function writeCatalogue(folder: string, procedures: Procedure[], national: NationalName[]): string[] {
  mkdirSync(folder, { recursive: true })
  const files = new Map<string, Procedure[]>()
  for (const record of procedures) {
    const name = `${slugOf(record.field)}.yaml`
    files.set(name, [...(files.get(name) ?? []), record])
  }
  const texts = new Map([...files].map(([name, records]) => [name, HEAD + textOf(records)]))
  if (national.length > 0) texts.set(NATIONAL_FILE, nationalText(national))
  const changed = [...texts].filter(([name, text]) => writeIfChanged(join(folder, name), text)).map(([name]) => name)
  const stale = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !texts.has(name))
  for (const name of stale) rmSync(join(folder, name))
  return [...changed, ...stale]
}

function textOf(records: Procedure[]): string {
  // parsing puts the keys into the schema's order and stops what the schema forbids
  return stringify(
    records.map((record) => Procedure.parse(record)),
    { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'PLAIN' },
  )
}

/** `Đăng ký, quản lý cư trú` → `dang-ky-quan-ly-cu-tru`, at most 60 characters. */
export function slugOf(field: string): string {
  return syllables(field).join('-').slice(0, 60).replace(/-$/, '') || 'khac'
}

function writeIfChanged(file: string, text: string): boolean {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  writeFileSync(file, text)
  return true
}
