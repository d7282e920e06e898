export { dossierMention } from './dossier-code.ts'
export { withoutFillers } from './match.ts'
export { Words } from './schema.ts'
