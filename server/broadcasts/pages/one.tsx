import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import { Buttons, Check, Confirm, Hidden, readForm, Submit, TextArea } from '../../console/form.tsx'
import { Facts, List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { Say } from '../../content/messages.ts'
import { NUMBERED } from '../../kernel/channels.ts'
import { showMoment } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import type { Act } from '../rules/acts.ts'
import type { QuizFigures } from '../schema.ts'
import type { Broadcasts, Opened } from '../service.ts'
import { StateOf } from './state.tsx'

const HERE = '/console/broadcasts'
/** With more words Telegram shows the picture as a preview of its address. */
const PICTURE_WORDS = 1024
const Seen = z.object({ seen: z.coerce.number().int().min(0), night: z.string().optional() })
const Why = Seen.extend({ note: z.string().trim().min(3, 'Xin ghi lý do.').max(300, 'Lý do không quá 300 ký tự.') })

/** One broadcast: what it says on each channel, to how many, how far it has come, what may be done now. */
export function onePages({ desk }: Broadcasts) {
  async function show(c: Context<StaffEnv>, id: string, wrong: string | null = null) {
    const opened = await desk.open(c.var.actor, id)
    const { broadcast, own, progress, quiz } = opened
    const { say } = c.var.frame
    return page(
      c,
      {
        title: broadcast.title,
        help: 'broadcasts',
        back: { href: HERE, label: 'Thông báo' },
        status: wrong === null ? 200 : 422,
      },
      <>
        {wrong === null ? null : (
          <div class="errors" role="alert">
            <p>{wrong}</p>
          </div>
        )}
        <Facts facts={factsOf(opened, say)} />
        {broadcast.note ? <p class="note soon">{`Lý do: ${broadcast.note}`}</p> : null}
        {own && broadcast.state === 'waiting' && c.var.actor.rights.has('broadcasts:approve') ? (
          <p class="note soon">Anh/chị đã soạn tin này nên một lãnh đạo khác duyệt.</p>
        ) : null}
        <Doing opened={opened} />
        {progress.all > 0 ? <Reach opened={opened} /> : null}
        {quiz ? <Results quiz={quiz} /> : null}
        <Previews opened={opened} say={say} />
      </>,
    )
  }
  const act =
    (run: (c: Context<StaffEnv>, id: string, typed: z.infer<typeof Seen>) => Promise<void>, done: string) =>
    async (c: Context<StaffEnv>) => {
      const id = c.req.param('id') ?? ''
      const form = await readForm(c, Seen)
      if (!form.ok) return show(c, id, 'Xin mở lại trang rồi làm lại.')
      await run(c, id, form.data)
      return redirectWith(c, `${HERE}/${id}`, done)
    }
  const because =
    (run: (c: Context<StaffEnv>, id: string, typed: z.infer<typeof Why>) => Promise<void>, done: string) =>
    async (c: Context<StaffEnv>) => {
      const id = c.req.param('id') ?? ''
      const form = await readForm(c, Why)
      if (!form.ok) return show(c, id, form.state.errors.note ?? 'Xin mở lại trang rồi làm lại.')
      await run(c, id, form.data)
      return redirectWith(c, `${HERE}/${id}`, done)
    }

  return new Hono<StaffEnv>()
    .get('/:id', need('broadcasts:read'), (c) => show(c, c.req.param('id')))
    .get('/:id/image', need('broadcasts:read'), async (c) => {
      const { bytes, type } = await desk.picture(c.var.actor, c.req.param('id'))
      c.header('content-type', type)
      c.header('cache-control', 'private, no-store')
      return c.body(bytes)
    })
    .post(
      '/:id/submit',
      need('broadcasts:write'),
      act((c, id, { seen }) => desk.submit(c.var.actor, id, seen), 'Đã trình duyệt.'),
    )
    .post(
      '/:id/withdraw',
      need('broadcasts:write'),
      act((c, id, { seen }) => desk.withdraw(c.var.actor, id, seen), 'Đã rút về để sửa.'),
    )
    .post(
      '/:id/approve',
      need('broadcasts:approve'),
      act(
        (c, id, { seen, night }) => desk.approve(c.var.actor, id, seen, night === 'yes'),
        'Đã duyệt. Tin gửi theo giờ đã hẹn.',
      ),
    )
    .post(
      '/:id/return',
      need('broadcasts:approve'),
      because((c, id, { seen, note }) => desk.giveBack(c.var.actor, id, seen, note), 'Đã trả cho người soạn.'),
    )
    .post(
      '/:id/cancel',
      need('broadcasts:read'),
      because((c, id, { seen, note }) => desk.cancel(c.var.actor, id, seen, note), 'Đã hủy.'),
    )
    .post(
      '/:id/stop',
      need('broadcasts:read'),
      because((c, id, { seen, note }) => desk.stop(c.var.actor, id, seen, note), 'Đã dừng gửi.'),
    )
}

function factsOf({ broadcast, audience, startsAt }: Opened, say: Say) {
  const { kind, hamlets, channels, authorName, approvedName, approvedAt, startedAt, endedAt, state, night } = broadcast
  const moment = (at: string | null) => (at ? showMoment(new Date(at)) : '')
  const people = channels.map((one) => `${say(`broadcast.channel.${one}`)}: ${audience[one] ?? 0} người`).join(', ')
  const facts: Array<readonly [string, ReturnType<typeof StateOf> | string]> = [
    ['Bước', <StateOf broadcast={broadcast} say={say} />],
    ['Loại', say(`news.kind.${kind}`)],
    ['Gửi cho', hamlets.length === 0 ? 'toàn xã' : hamlets.join(', ')],
    ['Đang nhận tin', channels.length === 0 ? 'chỉ đăng ở trang tin' : people],
    ['Người soạn', authorName],
  ]
  if (approvedName) facts.push(['Người duyệt', `${approvedName}, ${moment(approvedAt)}`])
  if (night) facts.push(['Giờ nghỉ', 'gửi cả từ 21 giờ đến 7 giờ'])
  if (state === 'draft' || state === 'waiting' || state === 'approved')
    facts.push(['Dự kiến gửi', showMoment(startsAt)])
  if (startedAt) facts.push(['Bắt đầu gửi', moment(startedAt)])
  if (endedAt) facts.push([state === 'cancelled' ? 'Dừng lúc' : 'Gửi xong', moment(endedAt)])
  return facts
}

/** What this person may do now. */
function Doing({ opened: { broadcast, allowed, audience } }: { opened: Opened }) {
  const { id, revision, kind } = broadcast
  const may = (act: Act) => allowed.includes(act)
  const total = Object.values(audience).reduce((sum, n) => sum + n, 0)
  const seen = <Hidden values={{ seen: revision }} />
  const plain = (act: string, label: string, tone: 'main' | 'plain' = 'main') => (
    <form method="post" action={`${HERE}/${id}/${act}`}>
      {seen}
      <Submit tone={tone}>{label}</Submit>
    </form>
  )
  const why = (act: string) => (
    <>
      {seen}
      <TextArea name="note" id={`f-note-${act}`} label="Lý do" rows={2} maxlength={300} required />
    </>
  )
  return (
    <>
      <Buttons>
        {may('submit') ? plain('submit', 'Trình duyệt') : null}
        {may('edit') ? (
          <a class="button" href={`${HERE}/${id}/edit`}>
            Sửa
          </a>
        ) : null}
        {may('withdraw') ? plain('withdraw', 'Rút về để sửa', 'plain') : null}
      </Buttons>
      {may('approve') ? (
        <Confirm
          calm
          label="Duyệt"
          warn={`Tin sẽ đăng cho mọi người đọc và nhắn cho ${total} người đang nhận tin.`}
          button="Duyệt và gửi theo giờ"
          action={`${HERE}/${id}/approve`}
        >
          {seen}
          {kind === 'warning' ? <Check name="night" label="Cảnh báo gấp: gửi cả từ 21 giờ đến 7 giờ" /> : null}
        </Confirm>
      ) : null}
      {may('return') ? (
        <Confirm calm label="Trả lại" warn="Người soạn sẽ thấy lý do." button="Trả lại" action={`${HERE}/${id}/return`}>
          {why('return')}
        </Confirm>
      ) : null}
      {may('stop') ? (
        <Confirm
          label="Dừng gửi"
          warn="Tin chưa nhắn sẽ không nhắn nữa và trang tin gỡ tin này. Tin đã nhắn không lấy lại được."
          button="Dừng gửi"
          action={`${HERE}/${id}/stop`}
        >
          {why('stop')}
        </Confirm>
      ) : null}
      {may('cancel') ? (
        <Confirm label="Hủy tin" warn="Tin này sẽ không được gửi." button="Hủy tin" action={`${HERE}/${id}/cancel`}>
          {why('cancel')}
        </Confirm>
      ) : null}
    </>
  )
}

function Reach({ opened: { progress } }: { opened: Opened }) {
  const { all, delivered, queued, failed, dropped } = progress
  return (
    <>
      <h2>Đã đến</h2>
      <progress value={all - queued} max={all} aria-label="Đã gửi" />
      <Facts
        facts={[
          ['Tin nhắn', String(all)],
          ['Đã giao', String(delivered)],
          ['Đang chờ', String(queued)],
          ['Không gửi được', String(failed)],
          ['Thôi gửi', String(dropped)],
        ]}
      />
    </>
  )
}

function Results({ quiz: { n, meanRight, byDoor, questions } }: { quiz: QuizFigures }) {
  return (
    <>
      <h2>Kết quả tìm hiểu</h2>
      <p>
        {n === 0
          ? 'Chưa có lượt trả lời nào.'
          : `${n} lượt trả lời (ứng dụng ${byDoor.app}, trò chuyện ${byDoor.chat}); trung bình đúng ${String(meanRight).replace('.', ',')} trên ${questions.length} câu. Không giữ ai đã trả lời.`}
      </p>
      {questions.map(({ ask, right, options }, at) => (
        <>
          <h3>{`Câu ${at + 1}. ${ask}`}</h3>
          <List
            label={`Câu ${at + 1}`}
            rows={options.map((option, i) => ({ ...option, right: i === right }))}
            empty=""
            columns={[
              { head: 'Lựa chọn', main: true, cell: (one) => (one.right ? `${one.label} (đúng)` : one.label) },
              { head: 'Lượt', number: true, cell: (one) => one.count },
              {
                head: 'Tỷ lệ',
                number: true,
                cell: (one) => (n === 0 ? '–' : `${Math.round((100 * one.count) / n)}% của ${n}`),
              },
            ]}
          />
        </>
      ))}
    </>
  )
}

/** Exactly what a chat gets, and what the app shows. */
function Previews({ opened: { broadcast, preview }, say }: { opened: Opened; say: Say }) {
  const { id, title, text, link, image, kind, channels, quiz } = broadcast
  return (
    <>
      {channels.map((channel) => (
        <>
          <h2>{`Xem trước: ${say(`broadcast.channel.${channel}`)}`}</h2>
          <div class="preview">
            {image && channel === 'telegram' && preview.text.length <= PICTURE_WORDS ? (
              <img src={`${HERE}/${id}/image`} alt="" />
            ) : null}
            {preview.text.split('\n').map((line) => (line === '' ? null : <p>{line}</p>))}
            {NUMBERED.has(channel) ? (
              <>
                <p>{say('zalo.pick')}</p>
                <ol>
                  {preview.choices.map(({ label }) => (
                    <li>{label}</li>
                  ))}
                </ol>
              </>
            ) : (
              <p class="soft">{`Nút: ${preview.choices.map(({ label }) => label).join(' · ')}`}</p>
            )}
          </div>
        </>
      ))}
      <h2>Xem trước: trang tin</h2>
      <div class="preview">
        <p class="soft">{say(`news.kind.${kind}`)}</p>
        <p>
          <b>{title}</b>
        </p>
        {image ? <img src={`${HERE}/${id}/image`} alt="" /> : null}
        {text.split(/\n+/).map((line) => (
          <p>{line}</p>
        ))}
        {link ? (
          <p>
            <a href={link} rel="noopener noreferrer">
              {link}
            </a>
          </p>
        ) : null}
        {quiz.map(({ ask, options, right, explain }, at) => (
          <>
            <p>
              <b>{`Câu ${at + 1}. ${ask}`}</b>
            </p>
            <ul>
              {options.map((option, i) => (
                <li>{i === right ? `${option} (đúng)` : option}</li>
              ))}
            </ul>
            {explain ? <p class="soft">{explain}</p> : null}
          </>
        ))}
      </div>
    </>
  )
}
