/** What `resume.ts` loads when there may be something to send. */
export { start } from './index.ts'
