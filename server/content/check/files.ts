import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { Overrides } from '../overrides.ts'
import { ContentError, frontMatter, readContent } from '../read.ts'
import { Elsewhere, Sayings, Topic, Unit } from '../schema.ts'
import { Exceptions } from './exceptions.ts'
import type { Fault } from './fault.ts'
import { ReviewedGuide } from './review.ts'

/** A value and the file it stands in, relative to `content/`. `body`: the Markdown below the front matter. */
export type Filed<T> = { file: string; value: T; body: string }

/** What the rules look at: every editable file by name, and what could not be read at all. */
export type Files = {
  guides: Array<Filed<ReviewedGuide>>
  topics: Array<Filed<Topic>>
  phrasings: Array<Filed<Record<string, string[]>>>
  elsewhere: Elsewhere[]
  sayings: Array<Filed<Sayings>>
  overrides: Array<Filed<Overrides>>
  exceptions: Exceptions
  cutoff: string | null // giờ chốt nhận hồ sơ trong ngày
  faults: Fault[]
}

const Phrasings = z.record(z.string(), z.array(z.string()))

/** Reads `content/` file by file. What does not fit its schema becomes a fault; the rest is still checked. Node only. */
export function readFiles(folder: string): Files {
  const faults = readAsTheServerDoes(folder)
  const own = <T>(name: string, ending: string, schema: z.ZodType<T>, read: (text: string) => unknown) =>
    filesIn(folder, name, ending).flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const { value, issues } = parsed(schema, text, read)
      if (value === undefined) faults.push(...issues.map(([where, what]) => broken(file, where, what)))
      return value === undefined ? [] : [{ file, value, body: bodyOf(text) }]
    })
  const one = <T>(file: string, schema: z.ZodType<T>) => own('.', file, schema, parse)[0]?.value
  const files = {
    guides: own('guides', '.md', ReviewedGuide, frontMatter),
    topics: own('topics', '.md', Topic, frontMatter),
    phrasings: own('phrasings', '.yaml', Phrasings, parse),
    elsewhere: one('elsewhere.yaml', z.array(Elsewhere)) ?? [],
    sayings: own('sayings', '.yaml', Sayings, parse),
    overrides: own('overrides', '.yaml', Overrides, parse),
    exceptions: one('check.yaml', Exceptions) ?? Exceptions.parse({}),
    cutoff: one('unit.yaml', Unit)?.working.handoverCutoff ?? null,
  }
  return { ...files, faults: distinct(faults) }
}

// the rest of content/ (calendar, messages, …) has no rule but what the server itself asks of it
function readAsTheServerDoes(folder: string): Fault[] {
  try {
    readContent(folder)
    return []
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    return toFaults(error)
  }
}

/** The findings that a reader's `ContentError` lists, one a line. */
export function toFaults(error: ContentError): Fault[] {
  return error.message
    .split('\n')
    .slice(1)
    .map((line) => {
      const [file = '', ...rest] = line.split(': ')
      const [where, what] = rest.length > 1 ? [rest[0] ?? '', rest.slice(1).join(': ')] : ['(tệp)', rest.join(': ')]
      return broken(file, where === '(file)' ? '(tệp)' : where, what)
    })
}

function parsed<T>(schema: z.ZodType<T>, text: string, read: (text: string) => unknown) {
  try {
    const result = schema.safeParse(read(text))
    if (result.success) return { value: result.data, issues: [] }
    const issues = result.error.issues.map((issue): [string, string] => [
      issue.path.join('.') || '(tệp)',
      issue.message,
    ])
    return { value: undefined, issues }
  } catch (error) {
    const what = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { value: undefined, issues: [['(tệp)', what]] satisfies Array<[string, string]> }
  }
}

function broken(file: string, where: string, what: string): Fault {
  return { level: 'error', rule: 'schema', file, where, what }
}

function filesIn(folder: string, name: string, ending: string): string[] {
  const from = join(folder, name)
  if (!existsSync(from)) return []
  const names = readdirSync(from).filter((file) => (name === '.' ? file === ending : file.endsWith(ending)))
  return names.sort().map((file) => (name === '.' ? file : `${name}/${file}`))
}

function bodyOf(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/^---\n[\s\S]*?\n---\n?/, '')
}

function distinct(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]
}
