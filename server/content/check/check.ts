import type { Day } from '../../kernel/time.ts'
import type { NationalName, Procedure } from '../../procedures/schema.ts'
import type { Topic } from '../schema.ts'
import { type Book, openBook } from './book.ts'
import { checkCases } from './cases.ts'
import { checkGuideCodes, checkTopicCodes, codesIn, known } from './codes.ts'
import { checkDesk } from './desk.ts'
import { checkGuideFacts, checkTopicFacts } from './facts.ts'
import { type Fault, teller } from './fault.ts'
import type { Filed, Files } from './files.ts'
import { checkOverrides } from './overrides.ts'
import { checkPapers } from './papers.ts'
import { checkGuidePhrasings, checkPhrasingFiles, checkUnique } from './phrasings.ts'
import { checkEvents, checkProse, checkSentences } from './prose.ts'
import { reasonText } from './reasons.ts'
import { type ReviewedGuide, reviewState } from './review.ts'
import { type Tally, tallyOf } from './tally.ts'
import { topicTexts } from './texts.ts'

/** What was found, errors first, and the closing figures. */
export type Findings = { faults: Fault[]; tally: Tally }

/** Runs every rule over the files. Pure but for its arguments; only the `review` findings depend on the day. */
export function checkContent(
  files: Files,
  catalogue: Procedure[],
  national: Array<Pick<NationalName, 'code'>>,
  today: Day,
): Findings {
  const faults = [...files.faults]
  const book = openBook(catalogue, national, files.exceptions)
  if (catalogue.length === 0)
    teller(faults, 'catalogue', 'catalogue').error('(thư mục)', 'danh mục trống: chạy npm run catalogue:import trước')
  for (const guide of files.guides) checkGuide(guide, files, book, today, faults)
  for (const topic of files.topics) checkTopic(topic, files, book, faults)
  checkElsewhere(files, book, faults)
  checkPhrasingFiles(files, book, faults)
  checkUnique(files, faults)
  checkOverrides(files, book, faults)
  const order = { error: 0, warning: 1, review: 2 }
  return { faults: faults.sort((a, b) => order[a.level] - order[b.level]), tally: tallyOf(files, faults) }
}

function checkGuide(
  { file, value, body }: Filed<ReviewedGuide>,
  files: Files,
  book: Book,
  today: Day,
  faults: Fault[],
): void {
  const tell = (rule: string) => teller(faults, rule, file)
  const record = book.record(value.code)
  const records = [value.code, ...value.covers].flatMap((code) => book.record(code) ?? [])
  checkGuideCodes(value, file, book, tell('codes'))
  checkCases(value, tell('cases'))
  checkGuidePhrasings(value, tell('phrasings'))
  checkProse(value, body, tell('prose'))
  checkDesk(value, record, value.code in files.exceptions.desks, tell('desk'))
  if (!record) return
  checkGuideFacts(value, book, files.cutoff, tell('facts'))
  checkPapers(value, records, tell('papers'))
  const { state, reasons } = reviewState(value, record, today)
  if (state !== 'current') tell('review').review('reviewed', reasons.map(reasonText).join('; '))
}

function checkTopic({ file, value }: Filed<Topic>, files: Files, book: Book, faults: Fault[]): void {
  const tell = (rule: string) => teller(faults, rule, file)
  checkTopicCodes(value, file, book, tell('codes'))
  checkEvents(value.events, tell('prose'))
  for (const { where, text } of topicTexts(value)) checkSentences(where, text, tell('prose'))
  checkTopicFacts(value, book, files.cutoff, tell('facts'))
}

function checkElsewhere({ elsewhere }: Files, book: Book, faults: Fault[]): void {
  const tell = teller(faults, 'elsewhere', 'elsewhere.yaml')
  const seen = new Set<string>()
  for (const { id, code, how } of elsewhere) {
    if (seen.has(id)) tell.error(id, 'id bị trùng')
    seen.add(id)
    for (const one of [...(code ? [code] : []), ...codesIn(how)]) known(one, id, book, tell)
    checkSentences(`${id}.how`, how, tell)
  }
}
