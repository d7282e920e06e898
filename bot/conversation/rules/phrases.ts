export { find, isWhole, type Phrase, phrase, words } from '../../../server/kernel/phrases.ts'
