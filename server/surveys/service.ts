import type { Content } from '../content/schema.ts'
import type { Survey } from '../content/schema-survey.ts'
import { publicText } from '../feedback/rules/public-text.ts'
import { createWorkTime, isWorkingDay } from '../kernel/calendar.ts'
import { type Random, readableId, secretToken } from '../kernel/ids.ts'
import { derivedSecret, keyedHash, redact, sha256 } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { addDays, type Clock, dayOf, minuteOf } from '../kernel/time.ts'
import { type Db, isDuplicate, type Statement } from '../storage/db.ts'
import { changeStore } from './changes-store.ts'
import { asked, judged, marksOf, optionsOf, pagesOf, readAnswers } from './rules/answers.ts'
import { surveyFigures, texts } from './rules/figures.ts'
import { createThemes } from './rules/themes.ts'
import type {
  Accepted,
  CounterView,
  PublishedChange,
  Response,
  Submission,
  SurveyFigures,
  SurveyLine,
  SurveyView,
} from './schema.ts'
import { counterWrite, invitationWrite, responseWrites, surveyStore, timingWrite } from './store.ts'

type Timing = 'early' | 'on-time' | 'late'
/** The item of the slip that asks how long it took; its options are the words of `Timing`. */
const TIME_ITEM = 'time'

/** How long a device's hash and a sending's key are kept, and how long an invitation is open. */
const KEEP = { keyDays: 30, invitationDays: 30 }
const INVITATIONS_KEPT_DAYS = 400
const CHANGES_SHOWN = 20

export type SurveyDeps = {
  db: Db
  clock: Clock
  key: CryptoKey
  random: Random
  content: Pick<Content, 'unit' | 'calendar' | 'surveys' | 'reports' | 'themes'>
  /** The field (lĩnh vực) of a dossier and whether its digits fit; null when it is unknown. */
  fieldOfDossier?: (code: string) => Promise<string | null>
  /** Whether the record says that its result came early, on time or late; null when it says nothing. */
  timingOfDossier?: (code: string) => Promise<Timing | null>
}

/** The verbs of surveys: show one, take an answer once, invite, add up. */
export function createSurveys({
  db,
  clock,
  key,
  random,
  content,
  fieldOfDossier = async () => null,
  timingOfDossier = async () => null,
}: SurveyDeps) {
  const { unit, surveys } = content
  const store = surveyStore(db, unit.code)
  const changes = changeStore(db, unit.code)
  const themes = createThemes(content.themes)
  const time = createWorkTime(content.calendar, unit.working)

  function find(id: string): Survey {
    const survey = surveys.find((one) => one.id === id && one.enabled)
    if (!survey) throw problem('survey.not-found', { id: id.slice(0, 40) })
    return survey
  }

  /** Keyed hashes under which a dossier, a case or an invitation answers once. */
  async function refsOf(
    survey: Survey,
    { dossier, case: feedback, invitation }: Pick<Submission, 'dossier' | 'case' | 'invitation'>,
    once?: string,
  ): Promise<string[]> {
    const refs: Array<[string, string]> = []
    if (survey.oncePer === 'dossier' && dossier) refs.push(['survey.dossier', dossier.toUpperCase().replace(/\s/g, '')])
    if (survey.oncePer === 'case' && feedback) refs.push(['survey.case', feedback.toUpperCase()])
    if (invitation) refs.push(['survey.invitation', invitation])
    if (once) refs.push(['survey.once', once])
    return Promise.all(refs.map(([purpose, value]) => keyedHash(key, purpose, value)))
  }

  function isWorking(now: Date): boolean {
    const minute = minuteOf(now)
    return isWorkingDay(time, dayOf(now)) && time.windows.some(([from, to]) => minute >= from && minute <= to)
  }

  /** Which field a response is about: from its invitation, its counter or its dossier. Refuses a dead invitation. */
  async function fieldOf(survey: Survey, submission: Submission, today: string): Promise<string | null> {
    if (submission.invitation) {
      const invitation = await store.invitation(await keyedHash(key, 'survey.invitation', submission.invitation))
      if (!invitation || invitation.survey !== survey.id || invitation.expires_day < today)
        throw problem('survey.bad-invitation')
      return invitation.field
    }
    if (submission.counter) return (await store.counter(submission.counter.toUpperCase()))?.field ?? null
    return submission.dossier ? fieldOfDossier(submission.dossier) : null
  }

  /**
   * Prepares an answer; `writes` join the batch of the caller (a chat's turn). `once`: names an occasion that answers once (a chat
   * on a day), kept only as a keyed hash apart from the answer. Throws `survey.*` and `request.invalid` naming the item.
   */
  async function preparing(
    id: string,
    submission: Submission,
    sending: { key: string | null; once?: string },
  ): Promise<{ writes: Statement[]; accepted: Accepted; repeated: boolean }> {
    const survey = find(id)
    const said = (response: string): Accepted => ({
      id: response,
      survey: survey.id,
      version: survey.version,
      thanks: survey.thanks,
    })
    // how long it waited differs from one sending to the next of the same answer
    const { seconds, waited = 0, ...meant } = submission
    const body = await sha256(JSON.stringify([survey.id, meant, seconds ?? null]))
    const before = sending.key === null ? null : await store.key(sending.key)
    if (before && before.body !== body) throw problem('survey.key-reused')
    if (before) return { writes: [], accepted: said(before.response), repeated: true }
    if (submission.version !== undefined && submission.version !== survey.version)
      throw problem('survey.old-version', { title: survey.title })

    const { answers, faults } = readAnswers(survey, submission.answers)
    const [fault] = faults
    if (fault) throw problem('request.invalid', { detail: fault.message }, { field: `answers.${fault.item}` })
    const today = dayOf(clock())
    const now = new Date(clock().getTime() - waited * 1000)
    const day = dayOf(now)
    const device = submission.device ? await keyedHash(key, `survey.device.${day}`, submission.device) : null
    // whole minutes in UTC, which have the same length everywhere
    const minute = now.toISOString().slice(0, 16)
    const [field, refs, earlierOfDevice, earlierInMinute] = await Promise.all([
      fieldOf(survey, submission, today),
      refsOf(survey, submission, sending.once),
      device ? store.ofDevice(survey.id, day, device) : 0,
      store.inMinute(survey.id, minute),
    ])
    // whoever sends without a key (a chat) has no second look when the write is refused
    if (sending.key === null && (await store.isUsed(survey.id, refs))) throw problem('survey.already')
    const { door } = submission
    const response: Response = {
      id: readableId(random, 14),
      survey: survey.id,
      version: survey.version,
      day,
      hour: Math.floor(minuteOf(now) / 60),
      door,
      assisted: submission.assisted,
      counter: submission.counter?.toUpperCase() ?? null,
      field,
      seconds: seconds ?? null,
      device,
      // what people type may name somebody: it is kept without numbers and addresses
      answers: Object.fromEntries(
        Object.entries(answers).map(([item, answer]) => [item, isText(survey, item) ? redact(answer) : answer]),
      ),
      ...judged(survey, answers),
      marks: marksOf(survey, answers, {
        seconds: seconds ?? null,
        earlierOfDevice,
        earlierInMinute,
        working: isWorking(now),
        door,
      }),
    }
    const recorded = submission.dossier ? await timingOfDossier(submission.dossier) : null
    const felt = answers[TIME_ITEM]
    const compared = recorded && (felt === 'early' || felt === 'on-time' || felt === 'late')
    return {
      writes: [
        ...responseWrites(unit.code, response, { key: sending.key, body, refs }, minute),
        ...(compared ? [timingWrite(unit.code, day, felt, recorded)] : []),
      ],
      accepted: said(response.id),
      repeated: false,
    }
  }

  return {
    /** The surveys that are on. */
    list: (): SurveyLine[] =>
      surveys
        .filter(({ enabled }) => enabled)
        .map(({ id, version, title, intro, draft, kind }) => ({ id, version, title, intro, draft, kind })),

    /** A survey as it is filled in: pages of at most five items, each with its options. Throws `survey.not-found`. */
    view(id: string): SurveyView {
      const survey = find(id)
      const { version, title, intro, thanks, draft, source } = survey
      const pages = pagesOf(survey).map((items) =>
        items.map((item) => {
          const { id: itemId, ask, type, required, when, factor } = item
          const options = optionsOf(survey, item).map(({ id: option, label, face }) => ({
            id: option,
            label,
            ...(face ? { face } : {}),
          }))
          return { id: itemId, ask, type, required, options, ...(when ? { when } : {}), ...(factor ? { factor } : {}) }
        }),
      )
      return {
        id,
        version,
        title,
        intro,
        thanks,
        draft,
        source,
        unit: unit.name,
        sample: unit.sample,
        factors: survey.factors,
        pages,
      }
    },

    preparing,

    /** Takes an answer, once. Throws `survey.already` when the dossier, the case or the invitation has answered. */
    async submit(id: string, submission: Submission, sending: { key: string | null }): Promise<Accepted> {
      for (let round = 0; ; round++) {
        const { writes, accepted, repeated } = await preparing(id, submission, sending)
        if (repeated) return accepted
        try {
          await db.write(writes)
          return accepted
        } catch (error) {
          if (!isDuplicate(error)) throw error
          // the same sending at the same moment: the other one took it
          const other = sending.key === null ? null : await store.key(sending.key)
          if (!other || round > 0) throw problem('survey.already')
        }
      }
    },

    /** The next items of a survey in a conversation, given what was answered. */
    open(id: string, answers: Record<string, string>) {
      const survey = find(id)
      return asked(survey, answers)
        .filter((item) => answers[item.id] === undefined)
        .map((item) => ({
          id: item.id,
          ask: item.ask,
          type: item.type,
          required: item.required,
          options: optionsOf(survey, item),
        }))
    },

    /** An invitation: its secret, and the write that makes it good. */
    async inviting(id: string, field: string | null): Promise<{ token: string; link: string; write: Statement }> {
      const survey = find(id)
      const token = secretToken(random)
      const today = dayOf(clock())
      const ref = await keyedHash(key, 'survey.invitation', token)
      const write = invitationWrite(unit.code, {
        ref,
        survey: survey.id,
        field,
        sent: today,
        expires: addDays(today, KEEP.invitationDays),
      })
      return { token, link: `/app/#/survey/${survey.id}?moi=${token}`, write }
    },

    /**
     * Invites whoever follows a dossier to rate it: the same invitation however often it is made, so that it is counted once. Null when
     * that survey is off, or the dossier has been rated. The link is relative to the server's address.
     */
    async invitingAbout(dossier: string, chat: { channel: string; chat: string }) {
      const survey = surveys.find(({ enabled, kind }) => enabled && kind === 'nine-indices')
      if (!survey || (await store.isUsed(survey.id, await refsOf(survey, { dossier })))) return null
      const name = [unit.code, survey.id, dossier, chat.channel, chat.chat].join('\u0000')
      const token = await derivedSecret(key, 'survey.invited', name)
      const today = dayOf(clock())
      const write = invitationWrite(unit.code, {
        ref: await keyedHash(key, 'survey.invitation', token),
        survey: survey.id,
        field: null,
        sent: today,
        expires: addDays(today, KEEP.invitationDays),
      })
      const query = new URLSearchParams({ moi: token, 'ho-so': dossier })
      return { survey: survey.id, version: survey.version, link: `/app/#/survey/${survey.id}?${query}`, write }
    },

    /** What was changed because of answers, for everybody, the newest first. */
    changes: (): Promise<PublishedChange[]> => changes.published(CHANGES_SHOWN),

    /** What a poster's code stands for. Throws `survey.no-counter` for one that is unknown or closed. */
    async counter(code: string): Promise<CounterView> {
      const known = await store.counter(code.toUpperCase())
      if (!known || known.closed_day !== null) throw problem('survey.no-counter', { code: code.slice(0, 20) })
      return { name: known.name, survey: known.survey, field: known.field, unit: unit.name }
    },

    /** Codes of QR posters at the counters. */
    counters: () => store.counters(),
    async makeCounter(input: { name: string; survey: string; field: string | null }): Promise<string> {
      find(input.survey)
      const code = readableId(random, 5)
      await db.write([counterWrite(unit.code, { ...input, code, day: dayOf(clock()), closed: false })])
      return code
    },

    /** Figures between two days, both included. `eligible` says how many could have answered; by default how many were invited. */
    async figures(
      id: string,
      { from, to }: { from: string; to: string },
      eligible?: number | null,
    ): Promise<SurveyFigures> {
      const survey = surveys.find((one) => one.id === id)
      if (!survey) throw problem('survey.not-found', { id: id.slice(0, 40) })
      const [responses, invited] = await Promise.all([store.responses(id, from, to), store.invited(id, from, to)])
      const able = eligible === undefined ? (invited > 0 ? invited : null) : eligible
      return surveyFigures(survey, responses, {
        eligible: able,
        minimum: content.reports.minimum,
        sampleSize: content.reports.sampleSize,
      })
    },

    /** What people wrote in their own words, without numbers, addresses and names; and what it is about. */
    async texts(id: string, { from, to }: { from: string; to: string }) {
      const said = texts(find(id), await store.responses(id, from, to), (text) => publicText(redact(text)))
      return {
        said,
        themes: themes.count(
          said.map(({ text }) => text),
          'Khác',
        ),
      }
    },

    /** Forgets what only served to take an answer once. */
    forget: () => {
      const today = dayOf(clock())
      const yesterday = new Date(clock().getTime() - 86_400_000).toISOString()
      return store.forget(addDays(today, -KEEP.keyDays), addDays(today, -INVITATIONS_KEPT_DAYS), yesterday)
    },
  }
}
export type Surveys = ReturnType<typeof createSurveys>

function isText(survey: Survey, id: string): boolean {
  return survey.items.some((item) => item.id === id && item.type === 'text')
}
