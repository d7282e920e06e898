/** What most people open from home, loaded as one piece while they read it. */
export { DossierScreen } from './dossier.tsx'
export { EventScreen } from './event.tsx'
export { ProcedureScreen } from './procedure.tsx'
