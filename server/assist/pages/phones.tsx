import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import {
  Buttons,
  Confirm,
  EMPTY_FORM,
  Field,
  Form,
  type FormState,
  readForm,
  Select,
  Submit,
} from '../../console/form.tsx'
import { List, Tone } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { QrCode } from '../../console/qr.tsx'
import { Problem } from '../../kernel/problem.ts'
import { dayOf, showDay, showMoment } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import type { Device } from '../schema/phone.ts'
import type { Assist } from '../service.ts'

export const BACK = { href: '/console/assist', label: 'Tổ công nghệ số' }

const Invite = z.object({
  member: z.string().min(1, 'Xin chọn thành viên.'),
  team: z.string().min(1, 'Xin chọn tổ.'),
  label: z.string().trim().max(60, 'Xin ghi gọn hơn.').default(''),
})

export type PhoneAround = {
  assist: Assist
  /** Who may have a phone let in. */
  members: () => Promise<Array<{ id: string; name: string }>>
  publicUrl: (c: Context) => string
}

/** Which phones may act for which member: let in by a code, shut out at once. */
export function phonePages({ assist, members, publicUrl }: PhoneAround) {
  const { teams } = assist.content
  const teamName = (id: string) => teams.find((team) => team.id === id)?.name ?? id

  async function list(c: Context<StaffEnv>, state: FormState, status: 200 | 422 = 200) {
    const [devices, people] = await Promise.all([assist.devices.list(), members()])
    const now = c.var.frame.now
    return page(
      c,
      { title: 'Máy của thành viên', help: 'assist', wide: true, back: BACK, status },
      <>
        <h2>Ghép máy mới</h2>
        <Form action="/console/assist/phones" state={state}>
          <Select
            name="member"
            label="Thành viên"
            hint="Người có tài khoản vai thành viên tổ, tổ trưởng hoặc cán bộ một cửa."
            state={state}
            required
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select
            name="team"
            label="Tổ"
            state={state}
            required
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Field
            name="label"
            label="Ghi nhớ máy nào"
            hint="Ví dụ: máy riêng, máy chung của nhà văn hóa."
            state={state}
            maxlength={60}
          />
          <Buttons>
            <Submit>Cấp mã ghép</Submit>
          </Buttons>
        </Form>
        <h2>Máy đã ghép</h2>
        <List
          label="Máy đã ghép"
          rows={devices}
          empty={<p>Chưa có máy nào. Cấp mã ghép ở trên rồi cho thành viên quét bằng điện thoại.</p>}
          columns={[
            { head: 'Thành viên', main: true, cell: (one) => one.memberName },
            { head: 'Tổ', cell: (one) => teamName(one.team) },
            { head: 'Máy', cell: (one) => one.label || '–' },
            { head: 'Ghép ngày', cell: (one) => showDay(dayOf(new Date(one.pairedAt))) },
            { head: 'Dùng gần nhất', cell: (one) => (one.lastSeenDay ? showDay(one.lastSeenDay) : 'chưa') },
            { head: 'Tình trạng', cell: (one) => <State device={one} now={now} /> },
            {
              head: 'Thu quyền',
              cell: (one) =>
                one.revokedAt ? null : (
                  <Confirm
                    label="Thu quyền"
                    warn={`Máy của ${one.memberName} không giúp, không gửi được nữa. Lượt chưa gửi sẽ nằm ở mục Lượt giữ lại.`}
                    button="Thu quyền máy này"
                    action={`/console/assist/phones/${one.id}/revoke`}
                  />
                ),
            },
          ]}
        />
      </>,
    )
  }

  return new Hono<StaffEnv>()
    .get('/phones', need('assist:lead'), (c) => list(c, EMPTY_FORM))
    .post('/phones', need('assist:lead'), async (c) => {
      const form = await readForm(c, Invite)
      if (!form.ok) return list(c, form.state, 422)
      try {
        const { code, expiresAt, member } = await assist.devices.invite(c.var.actor, form.data)
        const link = `${publicUrl(c)}/app/#/team/pair/${code}`
        return page(
          c,
          {
            title: 'Mã ghép máy',
            help: 'assist',
            back: { href: '/console/assist/phones', label: 'Máy của thành viên' },
          },
          <>
            <p>
              {member} quét mã này bằng điện thoại sẽ dùng, rồi tự đặt mã PIN. Mã dùng một lần, đến{' '}
              {showMoment(new Date(expiresAt))}.
            </p>
            <QrCode text={link} label="Mã QR ghép máy" />
            <p>
              Không quét được thì mở <b>{publicUrl(c)}/app/#/team</b> và gõ mã:
            </p>
            <p>
              <b class="code">{`${code.slice(0, 5)}-${code.slice(5)}`}</b>
            </p>
            <p class="note">Mã chỉ hiện một lần ở đây. Mất mã thì cấp mã mới.</p>
          </>,
        )
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const values = { member: form.data.member, team: form.data.team, label: form.data.label }
        return list(c, { values, errors: { [error.extra.field ?? '']: error.message } }, 422)
      }
    })
    .post('/phones/:id/revoke', need('assist:lead'), async (c) => {
      await assist.devices.revoke(c.var.actor, c.req.param('id'))
      return redirectWith(c, '/console/assist/phones', 'Đã thu quyền máy này.')
    })
}

function State({ device, now }: { device: Device; now: Date }) {
  if (device.revokedAt) return <Tone tone="late">Đã thu quyền</Tone>
  if (device.expiresAt <= now.toISOString()) return <Tone tone="soon">Hết hạn, cần ghép lại</Tone>
  return <Tone tone="done">Đang dùng</Tone>
}
