import { Problem } from '../../server/kernel/problem.ts'
import { showMoment } from '../../server/kernel/time.ts'
import { chooseNotice, type NoticePress } from '../../server/notices/schema.ts'
import { fresh } from '../conversation/state.ts'
import type { Choice, Reply, Understanding } from '../conversation/types.ts'
import type { DossierView } from '../ports.ts'
import type { Desk, Step, Visit } from './desk.ts'
import { openDraft } from './feedback/sealed.ts'
import { rateChoice } from './survey/survey.ts'

/** States after which nothing more is told. */
const OVER = new Set(['returned', 'refused', 'withdrawn'])

/** "Theo dõi hồ sơ này" under a dossier that was looked up with the right digits; none where nobody can be written to. */
export async function followChoice({ notices, say }: Desk, chat: Visit['chat'], view: DossierView): Promise<Choice[]> {
  if (OVER.has(view.status)) return []
  const proof = await notices.proof(view.code, chat)
  if (proof === null) return []
  const following = (await notices.followed(chat)).includes(view.code)
  return following
    ? [{ id: chooseNotice.stop(view.code), label: say('notice.stop') }]
    : [{ id: chooseNotice.follow(view.code, proof), label: say('notice.follow') }]
}

/** Whether there is anything to stop. */
export async function followsAny({ notices, news }: Desk, { chat }: Visit): Promise<boolean> {
  return (await notices.followed(chat)).length > 0 || (await news.subscription(chat)) !== null
}

/** "Ngừng nhận tin": nothing is told here any more that nobody asked for. */
export async function stopNotices(desk: Desk, visit: Visit, code: string | null = null): Promise<Step> {
  const { notices, feedback, say } = desk
  const { chat, now, state } = visit
  const [followed, stopping] = await Promise.all([notices.followed(chat), notices.stopping(chat, code, now)])
  if (code !== null) {
    const known = followed.includes(code)
    return told(visit, say(known ? 'notice.stopped-one' : 'notice.nothing-to-stop', { code }), known ? stopping : [])
  }
  return { ...told(visit, say('notice.stopped'), [...stopping, ...(await feedback.silencing(chat))]), state }
}

/** "Xóa dữ liệu của tôi": says what goes and what stays, and asks. */
export function askErase({ say }: Desk, { state }: Visit): Step {
  const choices = [
    { id: chooseNotice.erase(), label: say('notice.erase') },
    { id: chooseNotice.keep(), label: say('notice.keep') },
  ]
  return { state, replies: [{ type: 'ask', text: say('notice.erase-ask'), choices }], heard: HEARD }
}

/** What a button under a notice, or under the question about one, does. Whatever is open in the chat stays open. */
export async function pressedNotice(desk: Desk, visit: Visit, press: NoticePress): Promise<Step> {
  const { say } = desk
  try {
    switch (press.on) {
      case 'follow':
        return await follow(desk, visit, press)
      case 'code':
        return await followByCode(desk, visit, press.code)
      case 'stop':
        return await stopNotices(desk, visit, press.code)
      case 'got':
        return await got(desk, visit, press.code)
      case 'missing':
        return await missing(desk, visit, press.code)
      case 'erase':
        return await erase(desk, visit)
      case 'keep':
        return told(visit, say('notice.kept'))
    }
  } catch (error) {
    if (error instanceof Problem) return told(visit, error.message)
    throw error
  }
}

async function follow(
  { notices, say }: Desk,
  visit: Visit,
  { code, proof }: { code: string; proof: string },
): Promise<Step> {
  const writes = await notices.following(code, visit.chat, proof, visit.now)
  const key = writes.length > 0 ? 'notice.followed' : 'notice.followed-already'
  return told(visit, say(key, { code }), writes, [{ id: chooseNotice.stop(code), label: say('notice.stop') }])
}

/** "theo doi XXXXXXXX", or the link that says the same. */
async function followByCode({ notices, say }: Desk, visit: Visit, code: string | null): Promise<Step> {
  const { dossier, writes } = await notices.byCode(code ?? '', visit.chat, visit.now)
  const key = writes.length > 0 ? 'notice.followed' : 'notice.followed-already'
  const choices = [
    { id: chooseNotice.show(dossier), label: say('notice.show') },
    { id: chooseNotice.stop(dossier), label: say('notice.stop') },
  ]
  return told(visit, say(key, { code: dossier }), writes, choices)
}

/** The result is in the follower's hands: the dossier needs no following any more. */
async function got(desk: Desk, visit: Visit, code: string): Promise<Step> {
  const { notices, surveys, say } = desk
  const followed = (await notices.followed(visit.chat)).includes(code)
  const invitation = followed ? await surveys.invitingAbout(code, visit.chat) : null
  const writes = followed ? await notices.stopping(visit.chat, code, visit.now) : []
  const invited = invitation ? [invitation.write] : []
  return told(visit, say('notice.got-thanks'), [...writes, ...invited], rateChoice(desk, { code, status: 'returned' }))
}

/**
 * The record and the citizen disagree (returned, or ready, and it is not there): the leader looks into it. The same dossier and chat is
 * the same case.
 */
async function missing({ notices, feedback, dossiers, say }: Desk, visit: Visit, code: string): Promise<Step> {
  const { chat, caller, now } = visit
  if (!(await notices.followed(chat)).includes(code)) return told(visit, say('notice.gone', { code }))
  const { status } = await dossiers.lookup({ code, caller })
  const { writes, receipt } = await feedback.preparing(
    {
      text: say(status === 'ready' ? 'notice.ready-report' : 'notice.missing-report', { dossier: code }),
      kind: 'conduct',
      about: say('notice.missing-about', { dossier: code }),
      dossierCode: code,
      contact: { kind: 'chat' },
      consent: { contact: true, publish: false },
    },
    { chat, caller, key: status === 'ready' ? `vain-${code}` : `missing-${code}`, at: now, photos: [], level: 1 },
  )
  const due = showMoment(new Date(receipt.dueAt))
  const sentence = status === 'ready' ? 'notice.ready-case' : 'notice.missing-case'
  return told(visit, say(sentence, { code: receipt.code, due }), writes)
}

async function erase(desk: Desk, visit: Visit): Promise<Step> {
  const { notices, feedback, say } = desk
  const { chat, update, now } = visit
  const open = await openDraft(desk, visit)
  const writes = [...(await notices.erasing(chat, update, now)), ...(await feedback.silencing(chat))]
  return {
    ...told(visit, say('notice.erased'), writes),
    state: { ...fresh, met: true },
    drop: open?.draft.photos.map(({ id }) => id) ?? [],
  }
}

function told({ state }: Visit, text: string, writes: Step['writes'] = [], choices: Choice[] = []): Step {
  const reply: Reply = choices.length > 0 ? { type: 'say', text, choices } : { type: 'say', text }
  return { state, replies: [reply], writes, heard: HEARD }
}

const HEARD: Understanding = { intent: 'dossier', procedures: [], clear: false, facet: null, why: ['notice'] }
