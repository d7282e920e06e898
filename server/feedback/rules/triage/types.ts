/** What a text may be by law; `complaint` and `denunciation` are never registered as a report. */
export const TRIAGE_KINDS = [
  'emergency', // khẩn cấp
  'denunciation', // tố cáo, Luật Tố cáo 25/2018 Đ.2.1
  'complaint', // khiếu nại, Luật Khiếu nại 02/2011 Đ.2.1
  'conduct', // phản ánh hành vi chậm trễ, gây phiền hà, NĐ 20/2008 Đ.5.1
  'regulation', // phản ánh, kiến nghị về quy định, NĐ 20/2008 Đ.5.2–8
  'field', // phản ánh hiện trường
  'suggestion', // góp ý
  'question', // hỏi đáp
  'praise', // khen
] as const
export type TriageKind = (typeof TRIAGE_KINDS)[number]

export type TriageInput = {
  text: string
  /** The kind that the citizen picked. */
  chosen?: TriageKind
  /** Whom or which body it concerns, in the citizen's words. */
  about?: string
  dossierCode?: string
  /** What the citizen proposes. */
  proposal?: string
}

/** Sentences of one content; `reasons` are sentences for people, naming the words that decided. */
export type TriagePart = { kind: TriageKind; text: string; reasons: string[] }

export type Triage = {
  parts: TriagePart[]
  /** Of the whole: danger first, else the kind that is registered, else the one that gets guidance. */
  kind: TriageKind
  /** Danger to life, or a hazard that can't wait. */
  urgent: boolean
  reasons: string[]
}

export type TriageOf = (input: TriageInput) => Triage

/** What a sentence sounds like by what was learned: how probable, 0–1, and the words that spoke for it. */
export type Heard = { kind: TriageKind; sure: number; words: () => string[] }
export type Hear = (text: string) => Heard[]
