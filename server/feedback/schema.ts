/** The room's words: what is sent, what is shown, what happened, what is kept. */

export * from './schema/history.ts'
export * from './schema/intake.ts'
export * from './schema/kept.ts'
export * from './schema/shown.ts'
export * from './schema/words.ts'
