import type { Say } from '../../../server/content/messages.ts'
import type { Guide } from '../../../server/content/schema.ts'
import { fold } from '../../../server/kernel/text.ts'
import type { Paper, Procedure } from '../../../server/procedures/schema.ts'
import type { ProcedureView } from '../../ports.ts'
import { doubt, type Voice, whom } from './facts.ts'

type GuidePaper = Guide['papers'][number]
type Papers = [GuidePaper, ...GuidePaper[]]

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
export function guidePaper(paper: GuidePaper, more: string[] = []): string {
  const details = [...(paper.copies ? [paper.copies] : []), ...more]
  const name = details.length > 0 ? `${paper.name} (${details.join(', ')})` : paper.name
  return paper.note ? `${name}. ${paper.note}` : name
}

function guidePapers(say: Say, guide: Guide): string[] {
  return alike(guide.papers).map((papers) => {
    const kinds = KINDS.filter((kind) => papers.some((paper) => paper.kind === kind))
    const uses = kinds.flatMap((kind) => {
      if (kind === 'submit') return kinds.includes('show') ? [say('card.paper.submit')] : []
      return [say(kind === 'skip' && kinds.length > 1 ? 'card.paper.skip-sometimes' : `card.paper.${kind}`)]
    })
    const always = papers.some(({ when }) => when === undefined)
    return guidePaper(merged(papers), [...uses, ...(always ? [] : [say('card.paper.maybe')])])
  })
}
const KINDS = ['submit', 'show', 'skip'] as const

/** Papers of the same name, or of the same form with a longer name, in one group: what differs between them is only the case. */
function alike(papers: GuidePaper[]): Papers[] {
  const groups: Papers[] = []
  for (const paper of papers) {
    const group = groups.find(([first]) => isSame(first.name, paper.name))
    if (group) group.push(paper)
    else groups.push([paper])
  }
  return groups
}

/** The papers of one case, each once: two reasons to bring the same paper are told together. */
export function once(papers: GuidePaper[]): GuidePaper[] {
  return alike(papers).map(merged)
}

function merged(papers: Papers): GuidePaper {
  const notes = [...new Set(papers.flatMap(({ note }) => (note ? [note] : [])))]
  const copies = papers.find((paper) => paper.copies)?.copies
  return { ...papers[0], ...(notes.length > 0 ? { note: notes.join(' ') } : {}), ...(copies ? { copies } : {}) }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [split(one), split(other)]
  return (
    a.form === b.form &&
    (a.name === b.name || (a.form !== '' && (a.name.startsWith(b.name) || b.name.startsWith(a.name))))
  )
}

/** `Tờ khai … (mẫu CT01)` → its name and the number of its form. */
function split(whole: string): { name: string; form: string } {
  const text = fold(whole).trim()
  const form = /\((mau [^)]+)\)/.exec(text)?.[1] ?? ''
  return { name: text.replace(`(${form})`, '').trim(), form }
}

function recordPapers(say: Say, { papers }: Procedure): string[] {
  return papers.flatMap(({ case: group, items }) => [
    ...(group && items.length > 0 ? [`${group}:`] : []),
    ...[...new Set(items.map(({ name }) => name))].map((name) =>
      recordPaper(
        say,
        items.filter((paper) => paper.name === name),
      ),
    ),
  ])
}

/** A paper of the record; one that is named for several cases, with all of them. */
function recordPaper(say: Say, papers: Paper[]): string {
  const details = papers.map((paper) =>
    [
      ...(paper.mode === 'show' ? [say('card.paper.show')] : []),
      ...(paper.original ? [say('card.paper.original', { n: paper.original })] : []),
      ...(paper.copy ? [say('card.paper.copy', { n: paper.copy })] : []),
      ...(paper.form ? [say('card.paper.form', { form: paper.form })] : []),
      ...(paper.condition ? [paper.condition] : []),
    ].join(', '),
  )
  const told = [...new Set(details.filter((text) => text !== ''))].join('; ')
  const name = papers[0]?.name ?? ''
  return told === '' ? name : `${name} (${told})`
}
