import { caseNotifier } from '../bot/channels/notice.ts'
import { createPhotos } from '../bot/channels/photos.ts'
import { chooseSurvey } from '../bot/conversation/choices-survey.ts'
import { createConversation } from '../bot/conversation/conversation.ts'
import { Words } from '../bot/conversation/rules/schema.ts'
import { createUnderstand } from '../bot/conversation/understand/understand.ts'
import { createVault } from '../bot/vault.ts'
import { createAssist } from './assist/service.ts'
import { newsOfChat } from './broadcasts/chat.ts'
import { createBroadcasts } from './broadcasts/service.ts'
import { KNOWN, openChannels, outletsOf, photoFetchers } from './channels.ts'
import type { Config } from './config.ts'
import { speaker } from './content/messages.ts'
import type { Content } from './content/schema.ts'
import { createDossiers } from './dossiers/service.ts'
import { hearBy } from './feedback/hear.ts'
import { createTriage } from './feedback/rules/triage/index.ts'
import { Kind } from './feedback/schema.ts'
import { createFeedback } from './feedback/service.ts'
import { createHealth } from './health/service.ts'
import { NUMBERED, PUSHED } from './kernel/channels.ts'
import type { Random } from './kernel/ids.ts'
import type { Clock } from './kernel/time.ts'
import { createNotices } from './notices/service.ts'
import type { Cost } from './people/password.ts'
import { createPeople } from './people/service.ts'
import { createProcedures } from './procedures/service.ts'
import { createComposer } from './reports/compose.ts'
import { createHooks, type Send } from './reports/hooks/service.ts'
import { INDICATORS } from './reports/indicators/index.ts'
import { createReports } from './reports/service.ts'
import { createSigning } from './reports/signing.ts'
import { isClear } from './search/clear.ts'
import type { Search } from './search/search.ts'
import { createSession } from './session/service.ts'
import { createSettings } from './settings/service.ts'
import type { Db } from './storage/db.ts'
import { type Files, filesWithout, OWN } from './storage/files.ts'
import { createChanges } from './surveys/change-service.ts'
import { createSurveys } from './surveys/service.ts'
import { createUnanswered } from './unanswered/service.ts'

/** What only a front door can give. */
export type Deps = {
  db: Db
  /** Where photos rest. */
  files: Files
  clock: Clock
  random: Random
  /** The installation's secret, imported for keyed hashes. */
  key: CryptoKey
  /** The content as it holds: the files, with what was set in the console laid over them. */
  content: Content
  /** The content as in the files; the same when left out. */
  written?: Content
  /** Told when an admin saved a setting: from now on the services should be made of another content. */
  settingsChanged?: () => Promise<void>
  search: Search
  telegram: Config['telegram']
  /** The commune's bot on Zalo; left out = off. */
  zaloBot?: Config['zaloBot']
  /** The commune's Official Account on Zalo; left out = off. */
  zaloOa?: Config['zaloOa']
  /** Where the photos of Zalo's chats may be fetched from; nowhere when left out. */
  zaloPhotoRoots?: readonly string[]
  /** The mini-app's account; left out = signing in from Zalo is off. */
  zalo?: Config['zalo']
  /** The public address of this server, for links in messages; null when it has none. */
  publicUrl?: string | null
  /** Addresses of a host name, where a name server can be asked. */
  resolve?: (host: string) => Promise<string[]>
  /** Calls listeners of figures at the address that was looked at, where the platform lets one. */
  hookSend?: Send
  /** Cost of a password's hash; tests take a small one. */
  passwordCost?: Cost
  /** Whether people made by the sample mode may sign in; as in `content/unit.yaml` when left out. */
  sample?: boolean
  /** Writes one structured line; callers never put a code, a phone, a token or a text in it. */
  log: (line: Record<string, string | number>) => void
}

/** Builds every room's service. The only place that wires; it does no I/O and is cheap enough for a Worker's request. */
export function createServices({
  db,
  files,
  clock,
  random,
  key,
  content,
  written = content,
  settingsChanged = async () => {},
  search,
  telegram: telegramAccount,
  zaloBot = null,
  zaloOa: oaAccount = null,
  zaloPhotoRoots = [],
  zalo = null,
  publicUrl = null,
  sample,
  resolve,
  hookSend,
  passwordCost,
  log,
}: Deps) {
  const unit = content.unit.code
  const accounts = { telegram: telegramAccount, zaloBot, zaloOa: oaAccount, zaloPhotoRoots }
  const say = speaker(content.messages)
  const words = wordsOf(content)
  const people = createPeople({
    db,
    clock,
    random,
    unit,
    key,
    sample: sample ?? content.unit.sample,
    ...(passwordCost ? { cost: passwordCost } : {}),
  })
  const findProcedures = (query: string, limit: number) =>
    search.find(query, limit).map(({ key: code, name, field, score, sure }) => ({ code, name, field, score, sure }))
  const procedures = createProcedures({ db, content, clock, search: findProcedures, knows: search.knows })
  const dossiers = createDossiers({
    db,
    clock,
    key,
    content,
    unit,
    random,
    fieldOf: search.fieldOf,
    tell: (changes, at) => notices.changed(changes, at),
  })
  const unanswered = createUnanswered({ db, unit })
  const sessions = createSession({ clock, key, zalo })
  const surveys = createSurveys({
    db,
    clock,
    key,
    random,
    content,
    fieldOfDossier: async (code) => (await dossiers.forSurvey(code))?.field ?? null,
    timingOfDossier: async (code) => (await dossiers.forSurvey(code))?.timing ?? null,
  })
  const surveyChanges = createChanges({ db, unit, clock, random, audit: people.audit })
  const reports = createReports({ db, clock, content })
  const composer = createComposer({ reports, clock, content, procedures: async () => (await procedures.list(1)).total })
  const signing = createSigning({ db, clock, random, reports, composer, audit: people.audit })
  const hooks = createHooks({ db, unit, clock, random, key, reports, audit: people.audit, resolve, send: hookSend })
  const settings = createSettings({
    db,
    clock,
    written,
    audit: people.audit,
    changed: settingsChanged,
    words: {
      kinds: Kind.options.map((kind) => ({ value: kind, label: say(`case.kind.${kind}`) })),
      indicators: INDICATORS.flatMap((one) => (one.unit === 'percent' ? [{ value: one.key, label: one.label }] : [])),
    },
  })
  const { elsewhere, topics } = content
  const understand = createUnderstand({ words, search, isClear, elsewhere, topics })
  const vault = createVault({ key, random, unit })
  const notices = createNotices({
    db,
    clock,
    key,
    vault,
    say,
    content,
    channels: PUSHED,
    dossiers,
    audit: people.audit,
    invite: async (code, chat) => {
      const invitation = await surveys.invitingAbout(code, chat)
      const id = invitation && chooseSurvey({ ...invitation, picks: [], dossier: code })
      if (!invitation || !id) return null
      const link = publicUrl === null ? null : `${publicUrl}${invitation.link}`
      return { choice: { id, label: say('survey.rate') }, link, write: invitation.write }
    },
  })
  const notify = caseNotifier({ say, notices })
  const triage = createTriage(content.triage, content.vocabulary, hearBy(search))
  const feedback = createFeedback({
    db,
    files: filesWithout(files, OWN.news),
    clock,
    key,
    content,
    triage,
    random,
    audit: people.audit,
    notify,
  })
  const assist = createAssist({
    db,
    clock,
    random,
    key,
    content,
    audit: people.audit,
    actorOf: people.actorById,
    dossiers: dossiers.now,
    report: (intake, { actor, key: once }) =>
      feedback.submit(intake, { door: 'behalf', caller: null, key: once, actor }),
    answer: (survey, submission, once) => surveys.submit(survey, submission, { key: once }),
    followCode: async (code, phone, by) => {
      const link = notices.codes.link({ code, phone, caller: `assist:${by}` })
      return (await link.catch(() => null))?.code ?? null
    },
  })
  const broadcasts = createBroadcasts({
    db,
    files,
    clock,
    random,
    key,
    content,
    say,
    notices,
    audit: people.audit,
    publicUrl,
  })
  const photos = createPhotos({
    keep: feedback.keepPhoto,
    drop: files.delete,
    count: (caller) => feedback.countPhoto(caller, clock()),
    fetchers: photoFetchers(accounts),
    vault,
  })
  const conversation = createConversation({
    db,
    say,
    unit: content.unit,
    words,
    topics,
    procedures: { get: procedures.view },
    dossiers,
    unanswered,
    feedback,
    notices,
    news: newsOfChat(broadcasts),
    surveys,
    photos,
    vault,
    publicUrl,
    understand,
    outlets: outletsOf(say),
    numbered: NUMBERED,
  })
  const { channels, telegram, zaloOa } = openChannels(accounts, {
    key,
    templates: content.notices.zaloTemplates,
    silencing: async (chat, at) => [...(await notices.stopping(chat, null, at)), ...(await feedback.silencing(chat))],
    conversation,
    db,
    vault,
    unit: content.unit,
    say,
    clock,
    random,
    quiet: content.notices.quiet,
    pictures: broadcasts.picture,
    log,
  })
  const health = createHealth({
    db,
    unit,
    clock,
    known: KNOWN,
    on: new Set(channels.map(({ name }) => name)),
    grant: zaloOa?.tokens.state ?? null,
  })
  return {
    db,
    files,
    clock,
    content,
    say,
    people,
    procedures,
    dossiers,
    feedback,
    notices,
    broadcasts,
    photos,
    unanswered,
    sessions,
    zalo,
    surveys,
    surveyChanges,
    reports,
    composer,
    signing,
    hooks,
    assist,
    settings,
    conversation,
    channels,
    telegram,
    zaloOa,
    health,
    log,
  }
}
export type Services = ReturnType<typeof createServices>

/** The words of `content/intents.yaml`, compiled once for each content: services are made anew for every request at the edge. */
const compiled = new WeakMap<Content, Words>()
function wordsOf(content: Content): Words {
  const known = compiled.get(content)
  if (known) return known
  const words = Words.parse(content.intents)
  compiled.set(content, words)
  return words
}
