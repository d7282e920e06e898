import type { Topic } from '../../server/content/schema.ts'
import { showDay } from '../../server/kernel/time.ts'
import { choose } from '../conversation/choices.ts'
import type { Choice, Section } from '../conversation/types.ts'
import { markdownLines } from './card/places.ts'
import type { Desk, Step, Visit } from './desk.ts'
import { shorten, shortName } from './names.ts'
import { menu } from './talk.ts'

/** Characters of one part on chat; what is longer waits behind "Xem tiếp". */
const LONGEST = 900
/** Procedures offered under a how-to. */
const PROCEDURES = 3

/** A how-to (nộp trực tuyến, thanh toán, ủy quyền, …): its sections in short parts, with where the words come from. */
export async function showTopic(desk: Desk, visit: Visit, slug: string, part = 1): Promise<Step> {
  const { say } = desk
  const topic = desk.topics.find((one) => one.slug === slug)
  const parts = topic ? partsOf(topic) : []
  const sections = parts[part - 1]
  if (!topic || !sections)
    return { state: visit.state, replies: [{ type: 'ask', text: say('bot.stale-choice'), choices: menu(desk) }] }
  const last = part === parts.length
  const more: Choice[] = last ? [] : [{ id: choose.topic(slug, part + 1), label: say('topic.more') }]
  return {
    state: { ...visit.state, memory: { ...visit.state.memory, strikes: 0 } },
    replies: [
      {
        type: 'card',
        title: parts.length > 1 ? say('topic.part', { title: topic.title, n: part, all: parts.length }) : topic.title,
        sections: part === 1 ? [{ heading: say('card.summary'), lines: [topic.summary] }, ...sections] : sections,
        footer: say('topic.source', {
          sources: topic.sources.map(({ title }) => title).join('; '),
          date: showDay(topic.reviewed.at),
        }),
        choices: [...more, ...(last ? await procedures(desk, topic) : [])],
      },
    ],
    heard: { intent: 'procedure', procedures: [], clear: true, facet: null, why: [`topic ${slug}`] },
  }
}

/** Whole sections, as many as fit a part. */
function partsOf(topic: Topic): Section[][] {
  const parts: Section[][] = []
  let left = 0
  for (const [heading, body] of Object.entries(topic.sections)) {
    const section = { heading, lines: markdownLines(body) }
    const length = heading.length + body.length
    const part = parts.at(-1)
    if (part && length <= left) part.push(section)
    else parts.push([section])
    left = (part && length <= left ? left : LONGEST) - length
  }
  return parts
}

async function procedures({ procedures }: Desk, { codes }: Topic): Promise<Choice[]> {
  const views = await Promise.all(codes.slice(0, PROCEDURES).map((code) => procedures.get(code)))
  return views.flatMap((view) =>
    view ? [{ id: choose.procedure(view.record.code), label: shorten(shortName(view)) }] : [],
  )
}
