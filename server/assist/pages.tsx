import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../console/flash.ts'
import {
  Buttons,
  Check,
  EMPTY_FORM,
  Field,
  Form,
  type FormState,
  Hidden,
  Select,
  Submit,
  textsOf,
} from '../console/form.tsx'
import { List } from '../console/list.tsx'
import { page } from '../console/page.tsx'
import { QrCode } from '../console/qr.tsx'
import type { Room } from '../console/room.ts'
import { cryptoRandom, readableId } from '../kernel/ids.ts'
import { Problem } from '../kernel/problem.ts'
import { showDay } from '../kernel/time.ts'
import { need, type StaffEnv } from '../people/staff-door.ts'
import { heldPages } from './pages/held.tsx'
import { BACK, phonePages } from './pages/phones.tsx'
import { shiftPages } from './pages/shifts.tsx'
import { teamPages } from './pages/teams.tsx'
import { OUTCOMES } from './rules.ts'
import { VisitInput } from './schema.ts'
import type { Assist } from './service.ts'

const PLACES = { home: 'Tại nhà', hall: 'Nhà văn hóa, nơi họp', desk: 'Tại một cửa', phone: 'Qua điện thoại' } as const

type Around = {
  assist: Assist
  hamlets: readonly string[]
  /** Who may record help. */
  members: () => Promise<Array<{ id: string; name: string }>>
  publicUrl: (c: Context) => string
}

/** The community digital team's pages: a member's day, a new visit, training cards; the lead's counts. */
export function assistPages({ assist, hamlets, members, publicUrl }: Around): Room {
  const { teams, kinds, difficulties, cards } = assist.content

  function form(
    c: Context<StaffEnv>,
    state: FormState,
    picked: { kinds: string[]; difficulties: string[] },
    status: 200 | 422 = 200,
  ) {
    const options = (list: Record<string, string>) => Object.entries(list).map(([value, label]) => ({ value, label }))
    const ticks = (name: string, legend: string, list: ReadonlyArray<{ id: string; label: string }>, on: string[]) => (
      <fieldset class={state.errors[name] ? 'field wrong' : 'field'} id={`f-${name}`}>
        <legend>{legend}</legend>
        {state.errors[name] ? <p class="error">{state.errors[name]}</p> : null}
        {list.map(({ id, label }) => (
          <Check name={name} value={id} label={label} checked={on.includes(id)} />
        ))}
      </fieldset>
    )
    return page(
      c,
      { title: 'Lượt giúp mới', help: 'assist', back: BACK, status },
      <Form action="/console/assist/new" state={state}>
        <Hidden values={{ key: state.values.key ?? readableId(cryptoRandom, 16) }} />
        <p class="note">Không ghi tên, số điện thoại, số giấy tờ. Hỏi bà con trước khi giúp; không hỏi mật khẩu.</p>
        <fieldset class={state.errors.consent ? 'field wrong' : 'field'} id="f-consent">
          {state.errors.consent ? <p class="error">{state.errors.consent}</p> : null}
          <Check name="consent" label="Bà con đã đồng ý bằng lời" checked={state.values.consent === 'yes'} />
        </fieldset>
        <Select
          name="team"
          label="Tổ"
          state={state}
          required
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {hamlets.length > 0 ? (
          <Select
            name="hamlet"
            label="Thôn, tổ dân phố"
            state={state}
            empty="Không ghi"
            options={hamlets.map((name) => ({ value: name, label: name }))}
          />
        ) : null}
        <Select name="place" label="Ở đâu" state={state} required options={options(PLACES)} />
        {ticks('kinds', 'Đã giúp việc gì', kinds, picked.kinds)}
        {ticks('difficulties', 'Vướng ở đâu (nếu có)', difficulties, picked.difficulties)}
        <Select name="outcome" label="Kết quả" state={state} required options={options(OUTCOMES)} />
        <Field name="follow" type="date" label="Hẹn quay lại" hint="Bỏ trống nếu không cần." state={state} />
        <Buttons>
          <Submit>Ghi lượt này</Submit>
        </Buttons>
      </Form>,
    )
  }

  const pages = new Hono<StaffEnv>()
    .route('/', phonePages({ assist, members, publicUrl }))
    .route('/', heldPages(assist))
    .route('/', shiftPages(assist))
    .route('/', teamPages(assist))
    .get('/', need('assist:record'), async (c) => {
      const { today, month, due, last } = await assist.mine(c.var.actor)
      return page(
        c,
        { title: 'Tổ công nghệ số', help: 'assist' },
        <>
          <p>
            <a class="button main" href="/console/assist/new">
              Ghi lượt giúp mới
            </a>
          </p>
          <p>
            Hôm nay anh/chị đã giúp <b>{today}</b> lượt, tháng này <b>{month}</b> lượt.
          </p>
          {due.length > 0 ? <h2>Hẹn quay lại ({due.length})</h2> : null}
          {due.map((visit) => (
            <Form action={`/console/assist/${visit.id}/followed`}>
              <p>
                {showDay(visit.follow ?? visit.day)}: {visit.hamlet ?? 'không ghi thôn'}, {labels(visit.kinds, kinds)}
              </p>
              <Buttons>
                <Submit tone="plain">Đã quay lại</Submit>
              </Buttons>
            </Form>
          ))}
          <h2>Lượt gần đây</h2>
          <List
            label="Lượt gần đây"
            rows={last}
            empty={<p>Chưa có lượt nào trong tháng. Bấm “Ghi lượt giúp mới” sau khi giúp bà con.</p>}
            columns={[
              { head: 'Việc', main: true, cell: (one) => labels(one.kinds, kinds) },
              { head: 'Ngày', cell: (one) => showDay(one.day) },
              { head: 'Thôn', cell: (one) => one.hamlet ?? '–' },
              { head: 'Kết quả', cell: (one) => OUTCOMES[one.outcome] },
              {
                head: 'Ghi nhầm',
                cell: (one) => (
                  <form method="post" action={`/console/assist/${one.id}/take-back`}>
                    <button type="submit" class="quiet">
                      Rút lại
                    </button>
                  </form>
                ),
              },
            ]}
          />
          <ul>
            <li>
              <a href="/console/assist/cards">Thẻ tập huấn</a>
            </li>
            {c.var.actor.rights.has('assist:lead') ? (
              <>
                <li>
                  <a href="/console/assist/team">Tổng hợp của các tổ</a>
                </li>
                <li>
                  <a href="/console/assist/phones">Máy của thành viên</a>
                </li>
                <li>
                  <a href="/console/assist/shifts">Ca trực</a>
                </li>
                <li>
                  <a href="/console/assist/held">Lượt giữ lại</a>
                </li>
              </>
            ) : null}
          </ul>
        </>,
      )
    })
    .get('/new', need('assist:record'), (c) => form(c, EMPTY_FORM, { kinds: [], difficulties: [] }))
    .post('/new', need('assist:record'), async (c) => {
      const body = z.record(z.string(), z.unknown()).parse(await c.req.parseBody({ all: true }))
      const many = (name: string) => [body[name]].flat().filter((value) => typeof value === 'string')
      const picked = { kinds: many('kinds'), difficulties: many('difficulties') }
      const values = textsOf(body)
      const read = VisitInput.safeParse({ ...values, ...picked })
      if (!read.success) {
        const errors = Object.fromEntries(
          read.error.issues.map(({ path, message }) => [
            path.join('.'),
            /^(Invalid|Too)/.test(message) ? 'Xin điền lại mục này.' : message,
          ]),
        )
        return form(c, { values, errors }, picked, 422)
      }
      try {
        const visit = await assist.record(c.var.actor, read.data)
        return redirectWith(c, `/console/assist/done?hoi=${visit.procedure ?? ''}`, 'Đã ghi. Cảm ơn anh/chị.')
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return form(c, { values, errors: { [error.extra.field ?? '']: error.message } }, picked, 422)
      }
    })
    .get('/done', need('assist:record'), (c) => {
      const link = `${publicUrl(c)}/app/`
      return page(
        c,
        { title: 'Trao lại cho bà con', help: 'assist', back: BACK },
        <>
          <p>Bà con quét mã này bằng điện thoại của mình để lần sau tự mở: hỏi thủ tục, tra hồ sơ, gửi phản ánh.</p>
          <QrCode text={link} label="Mã QR mở ứng dụng của xã" />
          <p>{link}</p>
          <Buttons>
            <a class="button main" href="/console/assist/new">
              Xong, người tiếp theo
            </a>
            <a class="button" href="/console/feedback/enter">
              Nhập phản ánh hộ
            </a>
          </Buttons>
        </>,
      )
    })
    .get('/cards', need('assist:record'), (c) =>
      page(
        c,
        { title: 'Thẻ tập huấn', help: 'assist', back: BACK },
        <div>
          {cards.map(({ title, lines }) => (
            <section>
              <h2>{title}</h2>
              <ul>
                {lines.map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            </section>
          ))}
        </div>,
      ),
    )
    .post('/:id/take-back', need('assist:record'), async (c) => {
      await assist.takeBack(c.var.actor, c.req.param('id'))
      return redirectWith(c, '/console/assist', 'Đã rút lại lượt ghi nhầm.')
    })
    .post('/:id/followed', need('assist:record'), async (c) => {
      await assist.day.followed(c.var.actor, c.req.param('id'))
      return redirectWith(c, '/console/assist', 'Đã ghi là đã quay lại.')
    })
  return {
    path: '/assist',
    label: 'Tổ công nghệ số',
    rights: ['assist:record', 'assist:lead'],
    pages,
    work: async (actor) => {
      const due = actor.rights.has('assist:record') ? (await assist.mine(actor)).due.length : 0
      const held = actor.rights.has('assist:lead') ? (await assist.records.open()).length : 0
      return [
        { label: 'lượt hẹn quay lại', count: due, href: '/console/assist', tone: 'soon' },
        { label: 'lượt giúp giữ lại', count: held, href: '/console/assist/held', tone: 'late' },
      ]
    },
  }
}

function labels(ids: readonly string[], list: ReadonlyArray<{ id: string; label: string }>): string {
  return ids.map((id) => list.find((one) => one.id === id)?.label ?? id).join('; ')
}
