import type { Fault } from '../../../feedback/draft.ts'
import type { Desk } from '../../../feedback/use-draft.ts'

/** What each page of the form gets: the draft, and what kept it from being left. */
export type PageProps = { desk: Desk; fault: Fault | null }
