import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import { Buttons, Form, type FormState, Hidden, Submit, textsOf } from '../../console/form.tsx'
import { page } from '../../console/page.tsx'
import type { Room } from '../../console/room.ts'
import { Problem } from '../../kernel/problem.ts'
import { clean } from '../../kernel/text.ts'
import { showMoment } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { countName, rowCount, type Typed } from '../rules/form.ts'
import type { SectionState, SettingsService, Wanted } from '../service.ts'
import { PartFields } from './fields.tsx'
import { historyPage } from './history.tsx'
import { listPage } from './list.tsx'
import { type CardOf, previewPage } from './preview.tsx'

const Seen = z.coerce.number().int().min(0).max(1_000_000)
const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'Xin mở lại trang rồi sửa lại.', input: text })
    return z.NEVER
  }
})
const Saved = z.object({
  seen: Seen,
  note: z
    .string()
    .default('')
    .transform((text) => clean(text).slice(0, 300)),
  act: z.string().optional(),
  value: Json.optional(),
  back: Seen.optional(),
})

/** Empty rows at the end of each list, and how many more a press adds. */
const SPARE = { fresh: 1, more: 3 }

/** `/console/unit`: hours, phones, days off, clocks and targets of the commune, with what a change does before it is made. */
export function settingsPages(settings: SettingsService, card: CardOf): Room {
  async function form(
    c: Context<StaffEnv>,
    state: SectionState,
    filled: { typed: Typed; errors?: FormState['errors']; seen?: number },
    status: 200 | 409 | 422 = 200,
  ) {
    const { section, plan, value, version, last } = state
    const path = `/console/unit/${section}`
    const shown: FormState = { values: filled.typed, errors: filled.errors ?? {} }
    const growing = plan.parts.find(({ rows }) => rows && !rows.fixed)
    const end = growing ? `#f-${growing.at}.${Math.max(0, rowCount(growing, filled.typed) - 1)}` : ''
    return page(
      c,
      { title: plan.title, help: 'settings', back: { href: '/console/unit', label: 'Cài đặt xã' }, status },
      <>
        <p>{plan.about}</p>
        <p class="soft">
          {last?.value
            ? `Bản ${version}, ${last.actorName} lưu lúc ${showMoment(new Date(last.at))}.`
            : 'Đang dùng bản trong tệp của hệ thống.'}{' '}
          <a href={`${path}/history`}>Lịch sử, trở về bản cũ</a>
        </p>
        {state.broken ? (
          <p class="note late">
            Bản {version} đã lưu không còn đúng quy định hiện nay của hệ thống nên không dùng được. Đang dùng bản trong
            tệp; xin sửa rồi lưu lại.
          </p>
        ) : null}
        <Form action={path} state={shown}>
          <Hidden values={{ seen: filled.seen ?? version }} />
          {plan.parts.map((part) => (
            <PartFields part={part} state={shown} saved={value} />
          ))}
          <Buttons>
            <Submit>Xem trước thay đổi</Submit>
            {growing?.rows ? (
              <button type="submit" class="button" name="act" value="more" formaction={`${path}${end}`}>
                Thêm dòng trống
              </button>
            ) : null}
          </Buttons>
        </Form>
      </>,
    )
  }
  const section = (c: Context<StaffEnv>) => c.req.param('section') ?? ''
  const fresh = (state: SectionState) => settings.typed(state.plan, state.value, SPARE.fresh)

  const pages = new Hono<StaffEnv>()
    .get('/', need('unit:settings'), async (c) => listPage(c, await settings.list()))
    .get('/:section', need('unit:settings'), async (c) => {
      const state = await settings.find(section(c))
      return form(c, state, { typed: fresh(state) })
    })
    .post('/:section', need('unit:settings'), async (c) => {
      const state = await settings.find(section(c))
      const typed = textsOf(await c.req.parseBody())
      const seen = Seen.catch(0).parse(typed.seen)
      if (typed.act === 'more') return form(c, state, { typed: withRows(state, typed), seen })
      const read = settings.read(state.plan, state.section, typed)
      if ('faults' in read) return form(c, state, { typed, errors: read.faults, seen }, 422)
      const wanted: Wanted = { kind: 'edit', value: read.value }
      return previewPage(c, state, wanted, await settings.preview(state.section, wanted), { seen, card })
    })
    .get('/:section/history', need('unit:settings'), async (c) => historyPage(c, await settings.history(section(c))))
    .get('/:section/back/:version', need('unit:settings'), async (c) => {
      const state = await settings.find(section(c))
      const wanted: Wanted = { kind: 'back', version: Seen.catch(-1).parse(c.req.param('version')) }
      const preview = await settings.preview(state.section, wanted)
      return previewPage(c, state, wanted, preview, { seen: state.version, card })
    })
    .post('/:section/save', need('unit:settings'), async (c) => {
      const state = await settings.find(section(c))
      const posted = Saved.safeParse(await c.req.parseBody())
      if (!posted.success || (posted.data.value === undefined && posted.data.back === undefined))
        return form(c, state, { typed: fresh(state), errors: { '': 'Xin mở lại trang rồi sửa lại.' } }, 422)
      const { seen, note, act, value, back } = posted.data
      const typed = () => settings.typed(state.plan, value, SPARE.fresh)
      if (act === 'edit') return form(c, state, { typed: typed(), seen })
      const wanted: Wanted = back === undefined ? { kind: 'edit', value } : { kind: 'back', version: back }
      try {
        const { version } = await settings.save(c.var.actor, state.section, wanted, { seen, note })
        return redirectWith(
          c,
          `/console/unit/${state.section}`,
          `Đã lưu bản ${version}. Chat và ứng dụng theo bản này ngay; máy chủ khác, nếu có, trong 30 giây.`,
        )
      } catch (error) {
        if (!(error instanceof Problem) || wanted.kind === 'back' || error.code === 'staff.forbidden') throw error
        const now = await settings.find(state.section)
        return form(c, now, { typed: typed(), errors: { '': error.message } }, error.status === 409 ? 409 : 422)
      }
    })
  return { path: '/unit', label: 'Cài đặt xã', rights: ['unit:settings'], pages }
}

/** What was typed, with more empty rows. */
function withRows({ plan }: SectionState, typed: Typed): Typed {
  const counts = plan.parts
    .filter(({ rows }) => rows && !rows.fixed)
    .map((part) => [countName(part), String(rowCount(part, typed) + SPARE.more)] as const)
  return { ...typed, ...Object.fromEntries(counts) }
}
