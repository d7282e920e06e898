import type { SurveyView } from '../../../server/surveys/schema.ts'
import { type Entry, type NewEntry, outbox } from '../outbox/index.ts'
import { useSyncExternalStore } from '../ui/subscribe.ts'
import { readKept, writeKept } from '../zalo.ts'
import type { Mine, Pack } from './api.ts'
import { dataKey, deskKey, type Member, openDesk, type Secrets, sealDesk } from './vault.ts'
import type { Place, Visit } from './visit.ts'

/** One person helped today: a number and a time, nothing else. */
export type Line = { id: string; n: number; at: string }

/** What a member has on this phone; it rests sealed under their key. */
export type Desk = {
  pack: Pack | null
  mine: Mine | null
  surveys: SurveyView[]
  day: string
  lines: Line[]
  /** Where the member sits: the same for one person after the other. */
  shift: { place: Place; hamlet: string; since: string } | null
  visit: Visit | null
  /** Sealed and not yet in the outbox: it is put there again after a crash. */
  parcel: NewEntry | null
}
const EMPTY: Desk = { pack: null, mine: null, surveys: [], day: '', lines: [], shift: null, visit: null, parcel: null }

/** What is shown once after a visit: where the citizen goes on. Never kept. */
export type Handing = { number: number; link: string; title: string; papers: string[] }

export type Open = { member: Member; token: string; drop: string; key: CryptoKey; desk: Desk; handing: Handing | null }

let open: Open | null = null
let lastTouch = 0
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const now = () => open
export const useOpen = () => useSyncExternalStore(subscribe, () => open)

/** Seconds without a touch after which the room locks itself. */
export const IDLE_SECONDS = 120

/** Opens the room of a member whose PIN was right. */
export async function enter(member: Member, { token, drop, key: raw }: Secrets): Promise<void> {
  const key = await dataKey(raw)
  const kept = await readKept(deskKey(member.id))
  const text = kept && (await openDesk(key, kept))
  const desk: Desk = text ? { ...EMPTY, ...JSON.parse(text) } : EMPTY
  if (document.visibilityState === 'hidden') return // left again before it was open
  open = { member, token, drop, key, desk: today(desk), handing: null }
  lastTouch = Date.now()
  tell()
  if (desk.parcel) await dispatch(desk.parcel)
}

/** A new day begins with number one. */
function today(desk: Desk): Desk {
  const day = dayHere()
  return desk.day === day ? desk : { ...desk, day, lines: [], shift: null }
}

/** Nothing of the room is in memory any more; what was being done rests sealed. */
export function lock(): void {
  if (!open) return
  open = null
  tell()
}

let saving: Promise<unknown> = Promise.resolve()
/** Changes the desk and keeps it, sealed; answers when it is kept. */
export async function change(part: Partial<Desk>): Promise<void> {
  if (!open) return
  open = { ...open, desk: { ...open.desk, ...part } }
  const { member, key, desk } = open
  tell()
  saving = saving.then(async () => writeKept(deskKey(member.id), await sealDesk(key, JSON.stringify(desk))))
  await saving
}

/** Changes the visit that is open; nothing when there is none. */
export async function changeVisit(part: Partial<Visit>): Promise<void> {
  if (open?.desk.visit) await change({ visit: { ...open.desk.visit, ...part } })
}

export function show(handing: Handing | null): void {
  if (!open) return
  open = { ...open, handing }
  tell()
}

/** Puts a sealed record into the outbox, once. */
export async function dispatch(parcel: NewEntry): Promise<void> {
  await outbox.add(parcel)
  await change({ parcel: null })
  void outbox.syncAll()
}

/** Locks after two idle minutes, and whenever the app is left or hidden. Returns how to stop. */
export function guard(): () => void {
  const touched = () => {
    // a phone that slept wakes up with its timers late
    if (idle()) lock()
    else lastTouch = Date.now()
  }
  const idle = () => Date.now() - lastTouch >= IDLE_SECONDS * 1000
  const hidden = () => document.visibilityState === 'hidden' && lock()
  const timer = setInterval(() => open && idle() && lock(), 1000)
  const EVENTS = ['pointerdown', 'keydown', 'scroll'] as const
  for (const event of EVENTS) window.addEventListener(event, touched, true)
  document.addEventListener('visibilitychange', hidden)
  window.addEventListener('pagehide', lock)
  return () => {
    clearInterval(timer)
    for (const event of EVENTS) window.removeEventListener(event, touched, true)
    document.removeEventListener('visibilitychange', hidden)
    window.removeEventListener('pagehide', lock)
    lock()
  }
}

/** The calendar day where the phone is, `yyyy-mm-dd`. */
export function dayHere(at = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** Entries of the team in the outbox. */
export const waitingRecords = async (): Promise<Entry[]> => (await outbox.list()).filter(({ kind }) => kind === 'help')
