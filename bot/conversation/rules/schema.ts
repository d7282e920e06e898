import * as z from 'zod'
import { FACETS, INTENTS } from '../types.ts'
import { type Phrase, phrase } from './phrases.ts'

const Phrases = z.array(z.string().min(1).transform(phrase))

/** One rule: the text says any of `any` (or is wholly one of `whole`), and none of `not`. */
const Rule = z.object({
  topic: z.string(),
  any: Phrases.default([]),
  whole: Phrases.default([]),
  not: Phrases.default([]),
  /** With these words it is not this, whatever was learned. */
  never: Phrases.default([]),
})
export type Rule = z.infer<typeof Rule>

/** `content/intents.yaml`: the words by which a text is understood. Rules are tried in the order of the file. */
export const Words = z.object({
  /** Commands that hold on every turn, when they are the whole message. */
  globals: z.object({ back: Phrases, restart: Phrases, edit: Phrases, human: Phrases, cancel: Phrases }),
  ordinals: z.array(Phrases),
  /** The last of a list. */
  last: Phrases,
  /** None of a list, or no idea which. */
  noneOf: Phrases,
  /** Begins the case of the procedure in mind. */
  ownCase: Phrases,
  /** Reports: words that only announce one, ask for one's own, end the photos, send. */
  feedback: z.object({ announces: Phrases, mine: Phrases, done: Phrases, send: Phrases }),
  /** Notices: ends them; removes what is kept of the chat. Whole messages. */
  notices: z.object({ stop: Phrases, follow: Phrases, erase: Phrases, stopNews: Phrases, news: Phrases }),
  yes: Phrases,
  no: Phrases,
  /** Words that carry no need; left out before a message is compared with a whole phrase. */
  fillers: Phrases,
  /** Openings that lean on what was said before: *thế còn*, *vậy*. */
  leaning: Phrases,
  /** Openings that stand for something else, when one of `before` follows, if there are any. */
  openings: z.array(z.object({ say: Phrases, before: Phrases.default([]), to: z.string() })),
  /** Words that join two needs: *và*, *với*, *rồi*. */
  joints: Phrases,
  /** Procedures and topics that are only another name of an intent (giải quyết tố cáo): what is learned of them counts for it. */
  standIns: z.partialRecord(z.enum(INTENTS), z.array(z.string())),
  intents: z.array(z.object({ intent: z.enum(INTENTS), rules: z.array(Rule) })),
  facets: z.array(
    z.object({
      facet: z.enum(FACETS),
      any: Phrases,
      weak: Phrases.default([]),
      not: Phrases.default([]),
      /** Names of matters that hold a word of the facet and do not ask for it (*học phí*). */
      names: Phrases.default([]),
    }),
  ),
})
export type Words = z.infer<typeof Words>
export type { Phrase }
