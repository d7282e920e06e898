import type { Say } from '../../../server/content/messages.ts'
import type { Guide } from '../../../server/content/schema.ts'
import type { Paper, Procedure } from '../../../server/procedures/schema.ts'
import type { ProcedureView } from '../../ports.ts'
import { doubt, type Voice, whom } from './facts.ts'

/**
 * The papers, one line each: our checklist when a guide has one, else the record's own list.
 * Papers that only some cases need say so; which ones, the questions of "Trường hợp của tôi" find out.
 */
export function paperLines(voice: Voice, { record, guide }: ProcedureView): string[] {
  const lines = guide && guide.papers.length > 0 ? guidePapers(voice.say, guide) : recordPapers(voice.say, record)
  if (lines.length === 0) return [voice.say('card.documents.unknown', { desk: whom(voice, record) })]
  return [...lines, ...doubt(voice, record, 'papers')]
}

/** One paper of a guide: name, copies, how it is used, note. */
export function guidePaper(paper: Guide['papers'][number], more: string[] = []): string {
  const details = [...(paper.copies ? [paper.copies] : []), ...more]
  const name = details.length > 0 ? `${paper.name} (${details.join(', ')})` : paper.name
  return paper.note ? `${name}. ${paper.note}` : name
}

function guidePapers(say: Say, guide: Guide): string[] {
  return guide.papers.map((paper) => {
    const use = paper.kind === 'submit' ? [] : [say(`card.paper.${paper.kind}`)]
    return guidePaper(paper, [...use, ...(paper.when ? [say('card.paper.maybe')] : [])])
  })
}

function recordPapers(say: Say, { papers }: Procedure): string[] {
  return papers.flatMap(({ case: group, items }) => [
    ...(group && items.length > 0 ? [`${group}:`] : []),
    ...items.map((paper) => recordPaper(say, paper)),
  ])
}

function recordPaper(say: Say, paper: Paper): string {
  const details = [
    ...(paper.mode === 'show' ? [say('card.paper.show')] : []),
    ...(paper.original ? [say('card.paper.original', { n: paper.original })] : []),
    ...(paper.copy ? [say('card.paper.copy', { n: paper.copy })] : []),
    ...(paper.form ? [say('card.paper.form', { form: paper.form })] : []),
    ...(paper.condition ? [paper.condition] : []),
  ]
  return details.length > 0 ? `${paper.name} (${details.join(', ')})` : paper.name
}
