import { type Context, Hono } from 'hono'
import { redirectWith } from '../../console/flash.ts'
import {
  Buttons,
  Check,
  Choices,
  EMPTY_FORM,
  Field,
  Form,
  type FormState,
  Hidden,
  Select,
  Submit,
  TextArea,
} from '../../console/form.tsx'
import { page } from '../../console/page.tsx'
import { Problem } from '../../kernel/problem.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { type Broadcast, Kind, MAX } from '../schema.ts'
import type { Broadcasts } from '../service.ts'
import { type Typed, typedOf, valuesOf } from './typed.ts'

const HERE = '/console/broadcasts'

/** Writing a broadcast: a new one, and a draft again. `on`: the channels that are switched on; the others are named as off. */
export function editorPages({ desk, hamlets, channels }: Broadcasts, on: ReadonlySet<string>) {
  function form(c: Context<StaffEnv>, state: FormState, before: Broadcast | null, status: 200 | 409 | 422 = 200) {
    const { say } = c.var.frame
    const back = before ? { href: `${HERE}/${before.id}`, label: before.title } : { href: HERE, label: 'Thông báo' }
    const { values } = state
    return page(
      c,
      { title: before ? 'Sửa tin' : 'Soạn tin', help: 'broadcasts', back, status },
      <Form
        action={before ? `${HERE}/${before.id}/edit` : `${HERE}/new`}
        state={state}
        files
        draft={before ? `broadcast-${before.id}` : 'broadcast-new'}
      >
        <Hidden values={{ seen: values.seen ?? before?.revision ?? 0 }} />
        <Choices
          name="kind"
          label="Loại tin"
          state={state}
          required
          options={Kind.options.map((kind) => ({
            value: kind,
            label: say(`news.kind.${kind}`),
            ...(kind === 'quiz' ? { hint: 'Kèm 1 đến 5 câu hỏi ở dưới.' } : {}),
          }))}
        />
        <Field name="title" label="Tiêu đề" state={state} maxlength={MAX.title} required />
        <TextArea
          name="text"
          label="Nội dung"
          hint="Câu ngắn, không nhắc tên hay số của người dân nào."
          state={state}
          rows={8}
          maxlength={MAX.text}
          required
        />
        <Field name="link" label="Đường dẫn xem thêm" hint="Bắt đầu bằng https://" state={state} maxlength={MAX.link} />
        <Field
          name="image"
          type="file"
          label="Ảnh"
          hint="JPEG, PNG hoặc WebP, tối đa 8 MB. Trang tin và Telegram hiện ảnh; Zalo kèm đường dẫn tới ảnh."
          accept="image/jpeg,image/png,image/webp"
          state={state}
        />
        {before?.image ? <Check name="noImage" label="Bỏ ảnh đang có" checked={values.noImage === 'yes'} /> : null}
        <h2>Gửi cho ai</h2>
        <p class="soft">Chỉ gửi cho người đã bấm nhận tin của xã. Ai cũng đọc được ở trang tin sau khi gửi.</p>
        <fieldset class="field">
          <legend>Nhắn qua</legend>
          {channels.map((channel) => (
            <Check
              name={`channel.${channel}`}
              label={say(`broadcast.channel.${channel}`)}
              {...(on.has(channel) ? {} : { hint: say('broadcast.channel.off') })}
              checked={values[`channel.${channel}`] === 'yes'}
            />
          ))}
          <p class="hint">Không chọn kênh nào: chỉ đăng ở trang tin.</p>
        </fieldset>
        {hamlets.length > 0 ? (
          <fieldset class="field">
            <legend>Thôn, tổ dân phố</legend>
            {hamlets.map((name, at) => (
              <Check name={`hamlet.${at}`} label={name} checked={values[`hamlet.${at}`] === 'yes'} />
            ))}
            <p class="hint">Không chọn thôn nào: gửi toàn xã.</p>
          </fieldset>
        ) : null}
        <Field
          name="scheduledAt"
          type="datetime-local"
          label="Gửi lúc"
          hint="Bỏ trống: gửi ngay khi duyệt. Từ 21 giờ đến 7 giờ tin chờ đến sáng."
          state={state}
        />
        <h2>Câu hỏi tìm hiểu</h2>
        <p class="soft">Chỉ điền khi loại tin là “Tìm hiểu”. Câu nào bỏ trống thì không tính.</p>
        {Array.from({ length: MAX.questions }, (_, at) => (
          <Asked at={at} state={state} />
        ))}
        <Buttons>
          <Submit>Lưu bản nháp</Submit>
        </Buttons>
      </Form>,
    )
  }

  /** Saves what was typed; what is refused stands beside its field, with everything still there. */
  async function save(c: Context<StaffEnv>, before: Broadcast | null) {
    const typed = typedOf(await c.req.parseBody(), { hamlets, channels })
    const again = (errors: Record<string, string>, status: 409 | 422 = 422) =>
      form(c, { values: typed.values, errors }, before, status)
    if (!typed.input) return again(typed.errors)
    try {
      return redirectWith(c, `${HERE}/${await keep(c, before, typed, typed.input)}`, 'Đã lưu bản nháp.')
    } catch (error) {
      if (!(error instanceof Problem) || ![409, 413, 415, 422, 503].includes(error.status)) throw error
      const field = error.code.startsWith('photo.') || error.code.startsWith('files.') ? 'image' : 'title'
      return again({ [field]: error.message }, error.status === 409 ? 409 : 422)
    }
  }
  async function keep(
    c: Context<StaffEnv>,
    before: Broadcast | null,
    { picture, noImage, seen }: Typed,
    input: NonNullable<Typed['input']>,
  ) {
    const bytes = picture ? new Uint8Array(await picture.arrayBuffer()) : null
    if (!before) return desk.add(c.var.actor, input, bytes)
    await desk.edit(c.var.actor, before.id, input, seen, bytes ?? (noImage ? 'none' : 'keep'))
    return before.id
  }

  return new Hono<StaffEnv>()
    .get('/new', need('broadcasts:write'), (c) =>
      form(c, { ...EMPTY_FORM, values: Object.fromEntries([...on].map((one) => [`channel.${one}`, 'yes'])) }, null),
    )
    .post('/new', need('broadcasts:write'), (c) => save(c, null))
    .get('/:id/edit', need('broadcasts:write'), async (c) => {
      const before = await desk.find(c.var.actor, c.req.param('id'))
      if (before.state !== 'draft') return c.redirect(`${HERE}/${before.id}`, 303)
      return form(c, { values: valuesOf(before, hamlets), errors: {} }, before)
    })
    .post('/:id/edit', need('broadcasts:write'), async (c) => save(c, await desk.find(c.var.actor, c.req.param('id'))))
}

function Asked({ at, state }: { at: number; state: FormState }) {
  const name = (part: string) => `q${at}.${part}`
  const filled = Object.keys(state.values).some((key) => key.startsWith(`q${at}.`) && state.values[key] !== '')
  return (
    <details class="more" open={filled && state.values[name('ask')] !== ''}>
      <summary>{`Câu ${at + 1}`}</summary>
      <TextArea name={name('ask')} label={`Câu hỏi ${at + 1}`} state={state} rows={2} maxlength={MAX.ask} />
      {Array.from({ length: MAX.options }, (_, i) => (
        <Field name={name(`o${i}`)} label={`Lựa chọn ${i + 1}`} state={state} maxlength={MAX.option} />
      ))}
      <Select
        name={name('right')}
        label="Đáp án đúng"
        state={state}
        empty="Chưa chọn"
        options={Array.from({ length: MAX.options }, (_, i) => ({ value: String(i), label: `Lựa chọn ${i + 1}` }))}
      />
      <TextArea name={name('explain')} label="Giải thích" state={state} rows={2} maxlength={MAX.explain} />
    </details>
  )
}
