export { dossierMention } from './dossier-code.ts'
export { Words } from './schema.ts'
export { createRules, type IsClear, type Search, withoutFillers } from './understand.ts'
