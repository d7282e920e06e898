import type { Say } from '../../server/content/messages.ts'
import type { OaForm, OaTemplates } from '../../server/content/schema-notices.ts'
import { type Clock, dayOf, instantAt, minuteOf } from '../../server/kernel/time.ts'
import { type About, type Carrier, type Message, type Outcome, Topic } from '../../server/notices/schema.ts'
import { ZaloMessage, zaloNotice, zaloWeight } from './zalo-menu.ts'
import type { OaClient, Result } from './zalo-oa-client.ts'
import { errorClass } from './zalo-oa-errors.ts'
import type { OaWindows } from './zalo-oa-window.ts'

export type OaCarrierDeps = {
  client: OaClient
  windows: OaWindows
  say: Say
  clock: Clock
  /** Write also when it costs. */
  billable: boolean
  /** Approved forms by topic; none = outside its window the account writes nothing. */
  templates: OaTemplates
  /** What a form may name besides the notice's own words. */
  unit: { name: string; hotline: string }
}

const MORNING = 6 * 60
const DAY_MINUTES = 24 * 60

/**
 * The Official Account as a carrier of notices. Zalo lets it write freely for 48 hours after a person turned to it, for money until the
 * seventh day, then only by an approved form. Limits: 4,000 calls a minute an app; this keeps to 20 a second.
 */
export function oaCarrier(deps: OaCarrierDeps): Carrier {
  const { client, windows, say, clock, billable, templates } = deps
  const hasForms = Object.keys(templates).length > 0

  return {
    channel: 'zalo-oa',
    longest: 1600,
    numbered: true,
    weigh: ({ text, choices }) => zaloWeight(say, text, choices),
    pace: { perSecond: 20, burst: 5, chatMs: 1000 },
    async answers() {
      const result = await client.account()
      return result.kind === 'ok' || (result.kind === 'error' && errorClass(result.code) === 'rate')
    },
    // a form holds one notice
    alone: async (chat) => hasForms && !(await windows.open(chat, billable)),
    async send(chat, message, about) {
      if (await windows.open(chat, billable)) {
        const { text } = ZaloMessage.parse(JSON.parse(zaloNotice(say, message.text, message.choices)))
        const outcome = oaOutcome(await client.text(chat, text), clock())
        if (outcome.kind !== 'window-closed') return outcome
      }
      const topic = Topic.safeParse(about.topic).data
      const form = topic && templates[topic]
      if (!form) return { kind: 'window-closed', error: 'zalo window' }
      return oaOutcome(await client.templateTo(chat, form.id, filled(form.data, message, about, deps)), clock())
    },
  }
}

/** The values of a form: what its holes name, cut to the length that the form allows. */
function filled(
  data: OaForm['data'],
  { text }: Message,
  { topic, subject }: About,
  { say, unit }: OaCarrierDeps,
): Record<string, string> {
  const values = { text, code: subject, topic: say(`notice.topic.${topic}`), unit: unit.name, hotline: unit.hotline }
  return Object.fromEntries(
    Object.entries(data).map(([name, { from, longest }]) => {
      const letters = [...values[from].normalize('NFC').replace(/\s+/g, ' ').trim()]
      return [name, letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('')]
    }),
  )
}

/** What became of a call, as the outbox knows it. Nothing that may have arrived is called undelivered. */
export function oaOutcome(result: Result, now: Date): Outcome {
  switch (result.kind) {
    case 'ok':
      return { kind: 'delivered' }
    case 'status':
      return { kind: 'temporary', error: `zalo ${result.status}` }
    case 'unreached':
      return { kind: 'temporary', error: 'no connection' }
    case 'broken':
      return { kind: 'unknown', error: 'network' }
    // nothing can leave until somebody, or a minute, has set the tokens right
    case 'no-access':
      return { kind: 'asked-to-wait', seconds: 60 }
    case 'error':
      return ofCode(result.code, now)
  }
}

function ofCode(code: number, now: Date): Outcome {
  const error = `zalo ${code}`
  switch (errorClass(code)) {
    case 'token':
      return { kind: 'asked-to-wait', seconds: 60 }
    // counted by the clock's minute
    case 'rate':
      return { kind: 'asked-to-wait', seconds: 61 - (Math.floor(now.getTime() / 1000) % 60) }
    case 'tomorrow':
      return { kind: 'asked-to-wait', seconds: secondsTo(now, DAY_MINUTES), alone: true }
    case 'night':
      return { kind: 'asked-to-wait', seconds: secondsTo(now, MORNING), alone: true }
    case 'window':
      return { kind: 'window-closed', error }
    case 'permanent':
      return { kind: 'permanent', error }
    case 'human':
    case 'later':
    case 'unknown':
      return { kind: 'temporary', error }
  }
}

/** Seconds until a minute of the Vietnamese day comes next. */
function secondsTo(now: Date, minute: number): number {
  const at = instantAt(dayOf(now), minuteOf(now) < minute ? minute : minute + DAY_MINUTES)
  return Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1000))
}
