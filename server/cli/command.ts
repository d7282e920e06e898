import { join } from 'node:path'
import { ConfigError, readConfig } from '../config.ts'
import { ContentError, readContent } from '../content/read.ts'
import { Problem } from '../kernel/problem.ts'
import { settledContent } from '../settings/service.ts'
import { migrate } from '../storage/migrate.ts'
import { openDb } from '../storage/node.ts'

/** The project's root folder. */
export const ROOT = join(import.meta.dirname, '..', '..')

/** What a command works with: the configuration, the content as it holds (files and console), the migrated database and a clock. */
export async function openCommand() {
  return orExit(async () => {
    const config = readConfig(process.env)
    const written = readContent(join(ROOT, 'content'))
    const db = await openDb(config.database.url, config.database.authToken)
    const clock = () => new Date()
    await migrate(db, clock())
    const content = await settledContent(db, written)
    return { config, content, db, clock }
  })
}

/** Runs the work; an expected failure is told in one sentence on standard error and exits with 1. */
export async function orExit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConfigError || error instanceof ContentError || error instanceof Problem) {
      console.error(error.message)
      process.exit(1)
    }
    throw error
  }
}

/** Prints how the command is called and exits with 2. */
export function usage(text: string): never {
  console.error(text)
  process.exit(2)
}
