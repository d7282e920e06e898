import { type Random, readableId } from '../kernel/ids.ts'
import { hex, phoneDigits } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { clean, lengthOf } from '../kernel/text.ts'
import { isoVn, showMoment } from '../kernel/time.ts'
import type { Actor } from '../people/schema.ts'
import { isDuplicate, type Statement } from '../storage/db.ts'
import { countingGuided, guidance, guiding, orGuided } from './guided.ts'
import { type Keys, keysOf, remembering, repeated } from './keys.ts'
import { countSending } from './limits.ts'
import { keepPhoto, PHOTOS } from './photos.ts'
import { auditing, handlerOf, type Room } from './room.ts'
import { firstClock } from './rules/clock.ts'
import { publicText } from './rules/public-text.ts'
import { begin } from './rules/replay.ts'
import { guidedKind, type Sorted, sortIntake } from './rules/sorting.ts'
import type { CaseEvent, ChatRef, Intake, Matter, Person, PhotoRef, Receipt, Source } from './schema.ts'
import { findSimilar } from './similar.ts'
import { sealWords } from './step.ts'
import { NAMED_KINDS } from './store/columns.ts'

/** How an intake came. `caller`: whom to count it against, opaque; null = staff, who are not counted. */
export type Sending = {
  door: Source
  caller: string | null
  key: string | null
  at: Date
  /** Kept already. */
  photos?: PhotoRef[]
  chat?: ChatRef
  /** Who entered it for somebody else, in the officer's words, and when it came. */
  actor?: Actor
  summary?: string
  receivedAt?: Date
  /** 1 = for the leader from the beginning. */
  level?: number
}
export type Prepared = { writes: Statement[]; receipt: Receipt; repeated: boolean }

/** Tries of a code until a free one is found; 31^6 of them, so the second is free. */
const TRIES = 4
/** What is left of a mixed text must still say something. */
const LEAST = 10

/**
 * What has to be written for an intake, and the receipt, so that it can join another batch. The same key again gives the same
 * receipt and nothing to write. Throws `feedback.complaint`, `.denunciation`, `.emergency` (with the route in `extra.guidance`),
 * `.key-reused`, `.too-many`, `request.invalid`.
 */
export async function preparing(room: Room, intake: Intake, by: Sending): Promise<Prepared> {
  const keys = await keysOf(room, intake, { ...keyed(by), photos: (by.photos ?? []).map(({ id }) => id) })
  const known = await repeated(room, keys, by.at)
  if (known) return { writes: [], receipt: known, repeated: true }
  const sorted = await checked(room, intake, by)
  return build(room, intake, sorted, keys, by)
}

/** Registers an intake with its photos; sent once however often it comes. What was acknowledged is on the disk. */
export function submit(room: Room, intake: Intake, by: Sending, photos: Uint8Array[] = []): Promise<Receipt> {
  return orGuided(room, by.at, async () => {
    const digests = await Promise.all(photos.map(async (bytes) => hex(await digest(bytes))))
    const keys = await keysOf(room, intake, { ...keyed(by), photos: digests })
    const known = await repeated(room, keys, by.at)
    if (known) return known
    const sorted = await checked(room, intake, by)
    if (photos.length > PHOTOS.max) throw problem('feedback.too-many-photos', PHOTOS, { field: 'photo' })
    const kept = []
    for (const bytes of photos) kept.push(await keepPhoto(room, bytes))
    return write(room, intake, sorted, keys, { ...by, photos: [...(by.photos ?? []), ...kept] })
  })
}

async function write(room: Room, intake: Intake, sorted: Sorted, keys: Keys, by: Sending): Promise<Receipt> {
  for (let attempt = 1; ; attempt++) {
    const { writes, receipt } = await build(room, intake, sorted, keys, by)
    try {
      await room.store.write(writes)
      return receipt
    } catch (error) {
      if (!isDuplicate(error) || attempt === TRIES) throw error
      // another sending of the same key was first, or the code is taken
      const known = await repeated(room, keys, by.at)
      if (known) return known
    }
  }
}

/** Checks what only this installation knows, and sorts the text by law. */
async function checked(room: Room, intake: Intake, by: Sending): Promise<Sorted> {
  if (intake.website) throw problem('request.invalid', { detail: 'ô website phải để trống' }, { field: 'website' })
  const sorted = sortIntake(intake, room.triage)
  if (sorted.danger && !intake.emergencyCalled) throw guiding(room, 'emergency')
  if (sorted.apart.length > 0 && lengthOf(sorted.text) < LEAST) throw guiding(room, guidedKind(sorted))
  const { phone } = intake.contact
  if (phone && phoneDigits(phone) === null)
    throw problem('request.invalid', { detail: 'số điện thoại chưa đúng' }, { field: 'phone' })
  if (by.caller !== null) await countSending(room, by.caller, by.at)
  return sorted
}

async function build(room: Room, intake: Intake, sorted: Sorted, keys: Keys, by: Sending): Promise<Prepared> {
  const { unit, vault, store, random, rules } = room
  const code = freshCode(random)
  const receivedAt = by.receivedAt ?? by.at
  const { due, transferDue, source } = firstClock(sorted.kind, receivedAt, room.clocks)
  const department = rules.departments.find(({ kinds }) => kinds.includes(sorted.kind))?.id ?? ''
  const event: CaseEvent = {
    seq: 1,
    at: isoVn(receivedAt),
    event: 'received',
    by: by.actor ? 'staff' : 'citizen',
    actor: by.actor?.id ?? null,
    actorName: by.actor?.name ?? null,
    payload: {
      kind: sorted.kind,
      urgent: sorted.urgent,
      source: by.door,
      department,
      due,
      transferDue,
      ...(by.level ? { level: by.level } : {}),
    },
    words: null,
  }
  const facts = begin(event)
  const person = personOf(intake, by.chat)
  const identified = Boolean(person.name && person.address && person.phone)
  const brief = publicText(clean(by.summary ?? sorted.text))
  const { lat, lng, hamlet, text: where = '' } = intake.place ?? {}
  const said = [sorted.text, by.summary ?? '', hamlet ?? '', where].join(' ')
  const photos = by.photos ?? []
  if (photos.length > PHOTOS.max) throw problem('feedback.too-many-photos', PHOTOS, { field: 'photo' })

  const similar =
    sorted.kind === 'field'
      ? await findSimilar(room, { text: brief, hamlet: hamlet ?? null, lat: lat ?? null, lng: lng ?? null }, by.at)
      : []
  const handler = handlerOf(room, department)
  const anonymous = !identified && NAMED_KINDS.includes(sorted.kind)
  const secret = await vault.secretOf(code)
  const receipt: Receipt = {
    code,
    secret,
    link: linkTo(code, secret),
    kind: sorted.kind,
    kindText: room.say(`case.kind.${sorted.kind}`),
    urgent: sorted.urgent,
    reasons: sorted.reasons,
    anonymous,
    handler,
    receivedAt: facts.receivedAt,
    dueAt: due,
    dueSource: source,
    ...(transferDue ? { transferDueAt: transferDue } : {}),
    next: nextLines(room, { code, due, handler, anonymous, urgent: sorted.urgent, mixed: sorted.apart.length > 0 }),
    ...(sorted.apart.length > 0 ? { separate: sorted.apart.map((kind) => guidance(room, kind)) } : {}),
    ...(similar.length > 0 ? { similar } : {}),
  }
  const writes = [
    await remembering(room, keys, receipt, by.at),
    store.events.adding(unit, code, await sealWords(room, code, event)),
    store.cases.inserting(
      {
        unit,
        code,
        publicId: readableId(random, 8),
        source: by.door,
        matter: await vault.seal(`matter/${code}`, matterOf(intake, sorted, by.summary)),
        person: await vault.seal(`person/${code}`, person),
        phoneHash: person.phone ? await vault.hash('phone', person.phone) : null,
        chatHash: by.chat ? await vault.chatHash(by.chat) : null,
        brief: await vault.seal(`brief/${code}`, { text: brief, reasons: sorted.reasons }),
        words: ` ${(await vault.tokens(said)).join(' ')} `,
        hamlet: hamlet ?? null,
        lat: lat ?? null,
        lng: lng ?? null,
        dossierCode: intake.dossierCode ?? null,
        identified,
        onBehalf: intake.onBehalf ?? by.door === 'behalf',
        consentPublish: intake.consent.publish,
        consentContact: intake.consent.contact,
      },
      facts,
    ),
    ...photos.map((photo) => store.files.adding(unit, code, 'citizen', photo, isoVn(by.at))),
    ...sorted.apart.map((kind) => countingGuided(room, kind, by.at)),
    ...(by.actor ? auditing(room, by.actor, 'enter', code, by.at, { door: by.door }) : []),
  ]
  return { writes, receipt, repeated: false }
}

/** The words to keep. Of a mixed message also what was written beside the text is left out: it may name whom it denounces. */
function matterOf(intake: Intake, { text, apart }: Sorted, summary?: string): Matter {
  const { place, happenedAt, about, proposal } = intake
  return {
    text,
    ...(summary ? { summary } : {}),
    ...(place?.text ? { place: place.text } : {}),
    ...(happenedAt ? { happenedAt } : {}),
    ...(about && apart.length === 0 ? { about } : {}),
    ...(proposal && apart.length === 0 ? { proposal } : {}),
  }
}

function personOf({ name, address, contact }: Intake, chat: ChatRef | undefined): Person {
  const phone = contact.phone ? phoneDigits(contact.phone) : null
  return {
    ...(name ? { name } : {}),
    ...(address ? { address } : {}),
    ...(phone ? { phone } : {}),
    contact: contact.kind,
    ...(chat && contact.kind === 'chat' ? { chat } : {}),
  }
}

type Told = {
  code: string
  due: string
  handler: Receipt['handler']
  anonymous: boolean
  urgent: boolean
  mixed: boolean
}
function nextLines({ say }: Room, { code, due, handler, anonymous, urgent, mixed }: Told): string[] {
  return [
    ...(urgent ? [say('case.receipt.urgent')] : []),
    say('case.receipt.handler', { department: handler.name, phone: handler.phone }),
    say('case.receipt.due', { due: showMoment(new Date(due)) }),
    ...(anonymous ? [say('case.receipt.anonymous')] : []),
    ...(mixed ? [say('case.receipt.separate')] : []),
    say('case.receipt.keep', { code }),
  ]
}

/** The secret link of a case, relative to the server. */
export function linkTo(code: string, secret: string): string {
  return `/app/#/feedback/${code}?secret=${secret}`
}

function keyed({ key, caller, actor, at }: Sending) {
  return { key, caller: caller ?? `staff:${actor?.id ?? ''}`, at }
}

function digest(bytes: Uint8Array): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
}

/** A code of a case. It has a digit, so that it is never taken for a word when it is typed without its dash. */
function freshCode(random: Random): string {
  for (;;) {
    const letters = readableId(random, 6)
    if (/\d/.test(letters)) return `PA-${letters}`
  }
}
