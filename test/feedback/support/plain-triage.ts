import type { TriageOf } from '../../../server/feedback/rules/triage/index.ts'

/** A triage that goes by plain words, so that these tests do not hang on the vocabulary. */
export const plainTriage: TriageOf = ({ text, chosen }) => {
  const parts = text.split(/(?<=[.!?])\s+/).map((sentence) => ({
    kind: /tố cáo/i.test(sentence)
      ? ('denunciation' as const)
      : /khiếu nại/i.test(sentence)
        ? ('complaint' as const)
        : /cháy nhà/i.test(sentence)
          ? ('emergency' as const)
          : (chosen ?? (/thái độ/i.test(sentence) ? ('conduct' as const) : ('field' as const))),
    text: sentence,
    reasons: [],
  }))
  const own = parts.find(({ kind }) => kind !== 'denunciation' && kind !== 'complaint')
  const danger = parts.some(({ kind }) => kind === 'emergency')
  const kind = danger ? 'emergency' : (own?.kind ?? parts[0]?.kind ?? 'field')
  return { parts, kind, urgent: danger, reasons: [`vì “${text.slice(0, 40)}”`] }
}
