import type { Procedure } from '../../../server/procedures/schema.ts'
import type { ProcedureView } from '../../ports.ts'
import { frontPhone } from '../desk.ts'
import type { Voice } from './facts.ts'

/** Where to go. Procedures at the police, the army or the land office never send anyone to the one-stop desk. */
export function whereLines(voice: Voice, { record }: ProcedureView): string[] {
  const { say } = voice
  const higher = record.levels.length > 0 && !record.levels.includes('ward')
  const post = record.methods.some(({ channel }) => channel === 'post')
  return [
    ...(higher ? [say('card.ward-no')] : []),
    door(voice, record, higher),
    ...hoursOrWhom(voice, record, higher),
    ...(post ? [say('card.where.post')] : []),
  ]
}

function door({ say, unit }: Voice, record: Procedure, higher: boolean): string {
  if (higher || record.desk === 'other') {
    return record.agency
      ? say('card.where.other', { agency: record.agency })
      : say('card.where.unknown', { desk: unit.desk.name })
  }
  if (record.desk === 'one-stop')
    return say('card.where.one-stop', { name: unit.desk.name, address: unit.desk.address })
  if (record.desk === 'police') return policeLine({ say, unit })
  const place = say(`card.where.${record.desk}`)
  return record.agency ? `${place} ${say('card.where.other', { agency: record.agency })}` : place
}

/** When the desk is open; of a desk that `unit.yaml` does not know, whom to call for its address. */
function hoursOrWhom({ say, unit }: Voice, { desk }: Procedure, higher: boolean): string[] {
  if (higher || desk === 'other') return []
  if (desk === 'one-stop') return unit.desk.hours
  if (desk === 'police') return unit.police.hours ?? []
  return [say('card.where.ask', frontPhone(unit))]
}

/** The police: name, address, phone. */
export function policeLine({ say, unit }: Voice): string {
  const { name, address, phone } = unit.police
  return say('card.where.police', { name, address, phone })
}

/** How to hand in online, with the guide's own steps when it has some. */
export function onlineLines({ say, unit }: Voice, { record, guide }: ProcedureView, withSteps: boolean): string[] {
  const steps = withSteps ? markdownLines(guide?.sections['Làm trực tuyến'] ?? '') : []
  const portal = unit.portal.url
  if (!record.methods.some(({ channel }) => channel === 'online'))
    return steps.length > 0 ? steps : [say('card.online.no')]
  const kind = record.fullyOnline === undefined ? 'yes' : record.fullyOnline ? 'full' : 'part'
  return [
    say(`card.online.${kind}`, { portal }),
    ...steps,
    ...(withSteps ? [say('card.online.help', { helpline: unit.portal.helpline })] : []),
  ]
}

/** Lines of a guide's section without its Markdown marks; numbering stays. */
export function markdownLines(section: string): string[] {
  return section
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*[-*]\s+/, '')
        .replace(/\*\*|__|`/g, '')
        .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1: $2')
        .trim(),
    )
    .filter((line) => line !== '')
}
