import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import {
  Buttons,
  Check,
  EMPTY_FORM,
  Field,
  Form,
  type FormState,
  Hidden,
  readForm,
  Select,
  Submit,
  TextArea,
} from '../../console/form.tsx'
import { page } from '../../console/page.tsx'
import { cryptoRandom, readableId } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { isoVn } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { DeskSource, Kind } from '../schema.ts'
import type { Around } from './around.ts'

const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional()
const Typed = z.object({
  key: z.string().regex(/^[\w-]{8,100}$/),
  source: DeskSource,
  receivedAt: optional,
  text: z.string().trim().min(10, 'Xin ghi nguyên văn, ít nhất 10 ký tự.').max(4000, 'Không quá 4000 ký tự.'),
  summary: optional,
  hamlet: optional,
  place: optional,
  about: optional,
  dossierCode: optional,
  kind: z.union([Kind, z.literal('')]).optional(),
  name: optional,
  address: optional,
  phone: optional,
  publish: z.string().optional(),
  contact: z.string().optional(),
})

/** What came by phone, letterbox, on paper or in person: the same clock, the source kept for the report. */
export function enterPages({ feedback, hamlets }: Around) {
  async function form(
    c: Context<StaffEnv>,
    state: FormState,
    status: 200 | 422 = 200,
    guidance: readonly string[] = [],
  ) {
    const { say } = c.var.frame
    const sources = DeskSource.options.map((source) => ({ value: source, label: say(`case.source.${source}`) }))
    const kinds = Kind.options.map((kind) => ({ value: kind, label: say(`case.kind.${kind}`) }))
    return page(
      c,
      { title: 'Nhập phản ánh', help: 'feedback', back: { href: '/console/feedback', label: 'Phản ánh' }, status },
      <>
        {guidance.length > 0 ? (
          <div class="note late">
            {guidance.map((line) => (
              <p>{line}</p>
            ))}
          </div>
        ) : null}
        <Form action="/console/feedback/enter" state={state} draft="feedback-enter">
          <Hidden values={{ key: state.values.key ?? readableId(cryptoRandom, 16) }} />
          <Select name="source" label="Nhận qua" state={state} required options={sources} />
          <Field
            name="receivedAt"
            type="datetime-local"
            label="Nhận lúc"
            hint="Bỏ trống nếu vừa nhận. Thời hạn tính từ lúc này."
            state={state}
          />
          <TextArea
            name="text"
            label="Nguyên văn lời người dân"
            hint="Ghi trung thực, không sửa ý (NĐ 20/2008 Đ.9)."
            state={state}
            rows={6}
            maxlength={4000}
            required
          />
          <TextArea
            name="summary"
            label="Tóm tắt của cán bộ"
            hint="Không bắt buộc; đứng cạnh nguyên văn, không thay nguyên văn."
            state={state}
            rows={2}
            maxlength={1000}
          />
          {hamlets.length > 0 ? (
            <Select
              name="hamlet"
              label="Thôn, tổ dân phố"
              state={state}
              empty="Không rõ"
              options={hamlets.map((name) => ({ value: name, label: name }))}
            />
          ) : null}
          <Field name="place" label="Địa điểm" state={state} maxlength={300} />
          <Field name="about" label="Phản ánh về ai, cơ quan nào" state={state} maxlength={300} />
          <Field name="dossierCode" label="Mã hồ sơ, nếu có" state={state} maxlength={60} />
          <Select
            name="kind"
            label="Loại"
            hint="Để trống thì hệ thống đề nghị theo nội dung."
            state={state}
            empty="Theo nội dung"
            options={kinds}
          />
          <h2>Người phản ánh</h2>
          <p class="soft">Thiếu tên, địa chỉ hoặc điện thoại thì ghi nhận là tin báo ẩn danh (NĐ 20/2008 Đ.7).</p>
          <Field name="name" label="Họ tên" state={state} maxlength={100} autocomplete="off" />
          <Field name="address" label="Địa chỉ" state={state} maxlength={300} autocomplete="off" />
          <Field name="phone" type="tel" label="Điện thoại" state={state} maxlength={30} autocomplete="off" />
          <Check name="contact" label="Người dân đồng ý để xã liên hệ lại" checked={state.values.contact === 'yes'} />
          <Check
            name="publish"
            label="Người dân đồng ý công khai nội dung (đã lược danh tính)"
            checked={state.values.publish === 'yes'}
          />
          <Buttons>
            <Submit>Ghi nhận</Submit>
          </Buttons>
        </Form>
      </>,
    )
  }

  return new Hono<StaffEnv>()
    .get('/', need('feedback:enter'), (c) => form(c, EMPTY_FORM))
    .post('/', need('feedback:enter'), async (c) => {
      const read = await readForm(c, Typed)
      if (!read.ok) return form(c, read.state, 422)
      const { key, source, receivedAt, hamlet, place, kind, phone, publish, contact, ...rest } = read.data
      try {
        const receipt = await feedback.desk.enter(
          c.var.actor,
          {
            ...rest,
            source,
            ...(receivedAt ? { receivedAt: isoVn(new Date(`${receivedAt}:00+07:00`)) } : {}),
            ...(hamlet || place ? { place: { ...(hamlet ? { hamlet } : {}), ...(place ? { text: place } : {}) } } : {}),
            ...(kind ? { kind } : {}),
            contact: phone ? { kind: 'phone', phone } : { kind: 'none' },
            consent: { publish: publish === 'yes', contact: contact === 'yes' },
            onBehalf: source === 'behalf',
          },
          { key },
        )
        return redirectWith(
          c,
          actorReads(c) ? `/console/feedback/${receipt.code}` : '/console/feedback/enter',
          `Đã ghi nhận ${receipt.code} (${receipt.kindText}). Mã để người dân theo dõi: ${receipt.code}, đường dẫn riêng: ${receipt.link}`,
        )
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const values = Object.fromEntries(Object.entries(read.data).map(([name, value]) => [name, value ?? '']))
        return form(
          c,
          { values, errors: { [error.extra.field ?? '']: error.message } },
          422,
          error.extra.guidance ?? [],
        )
      }
    })
}

function actorReads(c: Context<StaffEnv>): boolean {
  return c.var.actor.rights.has('feedback:read')
}
