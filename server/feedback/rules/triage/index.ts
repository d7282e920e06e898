export { correctionLine, type TriageCase } from './correction.ts'
export { createTriage } from './triage.ts'
export {
  type Hear,
  type Heard,
  TRIAGE_KINDS,
  type Triage,
  type TriageInput,
  type TriageKind,
  type TriageOf,
  type TriagePart,
} from './types.ts'
