import type { Guide, Topic } from '../schema.ts'

/** A sentence or paragraph that a citizen reads, and its place in the file. `goto`: the procedure it sends to. */
export type Spoken = { where: string; text: string; goto?: string }

/** Everything of a guide that a citizen reads, in the order of the file. Not the phrasings: those are the citizen's own. */
export function guideTexts(guide: Guide): Spoken[] {
  return [
    { where: 'title', text: guide.title },
    { where: 'summary', text: guide.summary },
    ...lines('time', guide.time),
    ...lines('fee', guide.fee),
    ...guide.questions.flatMap(({ id, ask, help, options }) => [
      { where: `questions.${id}.ask`, text: ask },
      ...(help ? [{ where: `questions.${id}.help`, text: help }] : []),
      ...options.map((option) => ({ where: `questions.${id}.${option.id}`, text: option.label })),
    ]),
    ...guide.papers.flatMap(({ id, name, copies, note }) => [
      { where: `papers.${id}.name`, text: name },
      ...(copies ? [{ where: `papers.${id}.copies`, text: copies }] : []),
      ...(note ? [{ where: `papers.${id}.note`, text: note }] : []),
    ]),
    ...guide.outcomes.map(({ text, goto }, i) => ({ where: `outcomes[${i}]`, text, ...(goto ? { goto } : {}) })),
    ...lines('mistakes', guide.mistakes),
    ...guide.neighbours.map(({ code, ask }) => ({ where: `neighbours.${code}`, text: ask, goto: code })),
    ...sectionTexts(guide.sections),
  ]
}

/** Everything of a topic that a citizen reads. */
export function topicTexts(topic: Topic): Spoken[] {
  return [
    { where: 'title', text: topic.title },
    { where: 'summary', text: topic.summary },
    ...sectionTexts(topic.sections),
  ]
}

/** A topic's phrasings may be a plain list. */
export function phrasesOf({ phrasings }: Pick<Guide | Topic, 'phrasings'>): string[] {
  return Array.isArray(phrasings) ? phrasings : Object.values(phrasings).flat()
}

/** Words as Vietnamese writes them: what stands between spaces. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length
}

function lines(key: string, texts: string[]): Spoken[] {
  return texts.map((text, i) => ({ where: `${key}[${i}]`, text }))
}

function sectionTexts(sections: Record<string, string>): Spoken[] {
  return Object.entries(sections).flatMap(([heading, text]) =>
    text
      .split('\n')
      .filter((one) => one.trim() !== '')
      .map((one) => ({ where: `## ${heading}`, text: one })),
  )
}
