import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { CalendarFile, Messages, Unit } from '../../../server/content/schema.ts'
import { FeedbackContent } from '../../../server/content/schema-feedback.ts'
import { createWorkTime } from '../../../server/kernel/calendar.ts'

const CONTENT = join(import.meta.dirname, '../../../content')
const read = (file: string): unknown => parse(readFileSync(join(CONTENT, file), 'utf8'))

/** The project's own content, as far as the hotline needs it. */
export const content = {
  unit: Unit.parse(read('unit.yaml')),
  calendar: CalendarFile.parse(read('calendar.yaml')).days,
  messages: Messages.parse(read('messages.yaml')),
  feedback: FeedbackContent.parse(read('feedback.yaml')),
}
export const clocks = {
  rules: content.feedback,
  time: createWorkTime(content.calendar, content.unit.working),
}

/** Monday morning; Tuesday is a holiday. */
export const NOW = new Date('2026-11-23T09:00:00+07:00')
export const KEY = 'kiểm thử '.repeat(5)

/** In memory where there is such a place: hundreds of acts wait for a disk otherwise. */
export const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
