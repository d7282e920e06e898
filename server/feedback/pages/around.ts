import type { LateDossier } from '../../dossiers/schema.ts'
import type { People } from '../../people/service.ts'
import type { Feedback } from '../service.ts'

/** Somebody who can be given a case. */
export type Person = Awaited<ReturnType<People['people']>>[number]

/** What the pages need of the other rooms. */
export type Around = {
  feedback: Feedback
  hamlets: readonly string[]
  /** Who can be given a case. */
  people: () => Promise<Person[]>
  /** Dossiers past their due moment, for the page "đang trễ". */
  lateDossiers: () => Promise<LateDossier[]>
}

/** A case as the desk opens it. */
export type Opened = Awaited<ReturnType<Feedback['desk']['open']>>
