import * as api from '../api.ts'
import { orKept } from '../offline/answers.ts'
import { packPage, searchPack } from '../offline/pack.ts'

const LIMIT = 8

/**
 * A procedure's page; without a network as the pack has it. Unlike on the citizens' screens what is looked up is not kept: it would
 * tell what somebody asked for. Throws a `Failure`.
 */
export const getProcedure = (code: string) =>
  orKept(null, () => api.getProcedure(code), { other: () => packPage(code) })

/** What fits the words; without a network what the pack knows. Throws a `Failure`. */
export const searchProcedures = (q: string) =>
  orKept(null, () => api.searchProcedures(q), { other: () => searchPack(q, LIMIT) })
