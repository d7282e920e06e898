export { type Guidance, type GuidanceKind, guidanceFor } from '../content/guidance.ts'
