import type { NationalName, Procedure } from '../../procedures/schema.ts'
import type { Files } from './files.ts'

/** The official records by code, and what else is known of a code. */
export type Book = {
  record(code: string): Procedure | undefined
  /** Whether the code exists: in the catalogue, in the national list, or declared in `content/check.yaml`. */
  exists(code: string): boolean
  /** Whether citizens get an answer for it: it has a record of its own. */
  answered(code: string): boolean
}

/** Opens the catalogue for the rules. */
export function openBook(
  catalogue: Procedure[],
  national: Array<Pick<NationalName, 'code'>>,
  exceptions: Files['exceptions'],
): Book {
  const records = new Map(catalogue.map((record) => [record.code, record]))
  const names = new Set([...national.map(({ code }) => code), ...Object.keys(exceptions.codes)])
  return {
    record: (code) => records.get(code),
    exists: (code) => records.has(code) || names.has(code),
    answered: (code) => records.has(code),
  }
}
