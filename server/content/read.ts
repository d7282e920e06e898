import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { Overrides } from './overrides.ts'
import {
  CalendarFile,
  type Content,
  Elsewhere,
  Guide,
  HelpPage,
  Messages,
  Sayings,
  Topic,
  Unit,
  Vocabulary,
} from './schema.ts'
import { AssistContent } from './schema-assist.ts'
import { FeedbackContent } from './schema-feedback.ts'
import { NoticesContent } from './schema-notices.ts'
import { ReportSettings } from './schema-reports.ts'
import { Survey } from './schema-survey.ts'
import { Themes } from './schema-themes.ts'
import { TriageFile } from './schema-triage.ts'

/** A file of `content/` that can't be used: names the file and every key that is wrong. */
export class ContentError extends Error {
  override readonly name = 'ContentError'
}

/** Reads and checks `content/` from disk (Node only; Workers get the compiled form). Throws a `ContentError` naming all faults. */
export function readContent(folder: string): Content {
  const faults: string[] = []
  function load<T>(file: string, schema: z.ZodType<T>, raw: () => unknown): T | undefined {
    try {
      const parsed = schema.safeParse(raw())
      if (parsed.success) return parsed.data
      for (const issue of parsed.error.issues)
        faults.push(`${file}: ${issue.path.join('.') || '(file)'}: ${issue.message}`)
    } catch (error) {
      faults.push(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
    }
    return undefined
  }
  const yaml = <T>(file: string, schema: z.ZodType<T>) =>
    load(file, schema, () => parse(readFileSync(join(folder, file), 'utf8')))
  const folderOf = <T>(name: string, ending: string, schema: z.ZodType<T>, read: (text: string) => unknown): T[] =>
    names(join(folder, name), ending)
      .map((file) => load(`${name}/${file}`, schema, () => read(readFileSync(join(folder, name, file), 'utf8'))))
      .filter((value) => value !== undefined)

  const required = {
    unit: yaml('unit.yaml', Unit),
    calendar: yaml('calendar.yaml', CalendarFile)?.days,
    elsewhere: existsSync(join(folder, 'elsewhere.yaml')) ? yaml('elsewhere.yaml', z.array(Elsewhere)) : [],
    vocabulary: yaml('vocabulary.yaml', Vocabulary),
    messages: yaml('messages.yaml', Messages),
    reports: yaml('reports.yaml', ReportSettings),
    assist: yaml('assist.yaml', AssistContent),
    feedback: yaml('feedback.yaml', FeedbackContent),
    notices: yaml('notices.yaml', NoticesContent),
    triage: yaml('triage.yaml', TriageFile),
    themes: yaml('themes.yaml', Themes),
  }
  const rest = {
    guides: folderOf('guides', '.md', Guide, frontMatter),
    topics: folderOf('topics', '.md', Topic, frontMatter),
    phrasings: mergeLists(folderOf('phrasings', '.yaml', z.record(z.string(), z.array(z.string())), parse)),
    sayings: mergeSayings(folderOf('sayings', '.yaml', Sayings, parse)),
    surveys: folderOf('surveys', '.yaml', Survey, parse),
    intents: yaml('intents.yaml', z.unknown()),
    help: folderOf('help', '.md', HelpPage, frontMatter),
  }
  const provinces = folderOf('overrides', '.yaml', Overrides, parse)
  if (faults.length > 0 || !isWhole(required))
    throw new ContentError(`content/ has ${faults.length} faults:\n${faults.join('\n')}`)
  const overrides = provinces.find(({ province }) => province === required.unit.province) ?? null
  return { ...rest, ...required, overrides }
}

/** Whether every file could be read. */
function isWhole<T extends object>(files: T): files is { [K in keyof T]: NonNullable<T[K]> } {
  return Object.values(files).every((file) => file !== undefined)
}

/** Splits `---` front matter and `## ` sections of a Markdown file into one object. */
export function frontMatter(text: string): unknown {
  const match = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(text.replace(/\r\n/g, '\n'))
  if (!match) throw new Error('no front matter between --- lines')
  const sections: Record<string, string> = {}
  for (const part of (match[2] ?? '').split(/^## /m).slice(1)) {
    const [heading = '', ...body] = part.split('\n')
    sections[heading.trim()] = body.join('\n').trim()
  }
  return { ...z.record(z.string(), z.unknown()).parse(parse(match[1] ?? '')), sections }
}

function names(folder: string, ending: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
    : []
}

function mergeSayings(files: Sayings[]): Sayings {
  return {
    intents: mergeLists(files.map(({ intents }) => intents)),
    facets: mergeLists(files.map(({ facets }) => facets)),
  }
}

function mergeLists(files: Array<Record<string, string[]>>): Record<string, string[]> {
  const merged: Record<string, string[]> = {}
  for (const file of files)
    for (const [code, list] of Object.entries(file)) merged[code] = [...(merged[code] ?? []), ...list]
  return merged
}
