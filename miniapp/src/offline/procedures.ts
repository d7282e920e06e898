import * as api from '../api.ts'
import { orKept } from './answers.ts'
import { packPage, searchPack } from './pack.ts'

const LIMIT = 20

/** A procedure's page; without a network as this device keeps it. Throws a `Failure`. */
export const getProcedure = (code: string, signal?: AbortSignal) =>
  orKept(`procedure/${code}`, () => api.getProcedure(code, signal), { other: () => packPage(code) })

/** What fits the words; without a network what this device can find among what it keeps. Throws a `Failure`. */
export const searchProcedures = (q: string, signal?: AbortSignal) =>
  orKept(null, () => api.searchProcedures(q, signal), { other: () => searchPack(q, LIMIT) })
