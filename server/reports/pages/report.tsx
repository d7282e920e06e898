import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import { Buttons, Confirm, EMPTY_FORM, Form, type FormState, Hidden, Submit, TextArea } from '../../console/form.tsx'
import { List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { Problem } from '../../kernel/problem.ts'
import { showMoment } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { DocumentHtml } from '../document/html.tsx'
import type { Block } from '../document/model.ts'
import { valueText } from '../document/tables.ts'
import type { Period, PeriodQuery } from '../schema.ts'
import type { Later } from '../signed-store.ts'
import { type Around, KINDS, kindOf, periodOf } from './around.ts'

const LONGEST = 20_000

/** A report to read, to complete, to sign; and the signed ones. */
export function reportPages({ reports, signing }: Around) {
  async function show(
    c: Context<StaffEnv>,
    query: PeriodQuery,
    state: FormState = EMPTY_FORM,
    status: 200 | 409 | 422 = 200,
  ) {
    const kind = kindOf(c)
    const { actor } = c.var
    const period = reports.periodOf(query)
    const [document, texts] = await Promise.all([
      signing.draft(actor.unit, kind, query),
      signing.own(actor.unit, kind, query),
    ])
    const own = document.blocks.filter((block) => block.type === 'own')
    const unwritten = own.filter(({ text }) => text === null).length
    const search = searchOf(period)
    return page(
      c,
      { title: `${KINDS[kind]}, ${period.label}`, help: 'reports', wide: true, back: backTo(period), status },
      <>
        {state.errors[''] ? (
          <p class="note late" role="alert">
            {state.errors['']}
          </p>
        ) : null}
        <p>
          <a class="button main" href={`/console/reports/${kind}/file.docx?${search}`}>
            Tải bản Word (DOCX)
          </a>
        </p>
        {actor.rights.has('feedback:lead') ? (
          <Confirm
            label="Ký và giữ nguyên số liệu"
            warn={`${unwritten > 0 ? `Còn ${unwritten} phần đơn vị chưa viết. ` : ''}Báo cáo ${period.label} sẽ được giữ nguyên như đang thấy. Số liệu đổi về sau được nêu riêng, không sửa vào bản này. Số văn bản do văn thư cấp.`}
            button="Ký báo cáo này"
            action={`/console/reports/${kind}/sign?${search}`}
          />
        ) : null}
        {own.length > 0 ? (
          <details class="confirm plain" open={Boolean(state.values.section)}>
            <summary>
              Phần đơn vị tự viết ({own.length - unwritten}/{own.length})
            </summary>
            <p class="soft">Lời viết ở đây giữ nguyên khi số liệu được tính lại.</p>
            {own.map((block) => (
              <OwnForm
                block={block}
                kind={kind}
                search={search}
                version={texts.get(block.key)?.version ?? 0}
                state={state}
              />
            ))}
          </details>
        ) : null}
        <DocumentHtml document={document} />
      </>,
    )
  }

  return new Hono<StaffEnv>()
    .get('/signed/:id', need('reports:read'), async (c) => {
      const { unit } = c.var.actor
      const id = c.req.param('id')
      const signed = await signing.find(unit, id)
      const corrections = await signing.corrections(unit, id)
      const later = corrections.length > 0 ? await signing.later(unit, id) : []
      const { kind, period, by, at, document } = signed
      return page(
        c,
        { title: `${KINDS[kind]}, ${period.label}`, help: 'reports', wide: true, back: backTo(period) },
        <>
          <p>
            {by} ký lúc {showMoment(new Date(at))}. Số liệu giữ nguyên như lúc ký.{' '}
            <a href={`/console/reports/signed/${id}/file.docx`}>Tải bản Word (DOCX)</a>
          </p>
          <h2>Đính chính từ khi ký ({corrections.length})</h2>
          <List
            label="Đính chính"
            rows={corrections}
            empty={<p>Số liệu hiện nay vẫn đúng như bản đã ký.</p>}
            columns={[
              { head: 'Chỉ số', main: true, cell: (one) => one.label },
              { head: 'Đã ký', number: true, cell: (one) => valueText(one.signed) || '–' },
              {
                head: 'Nay',
                number: true,
                cell: (one) =>
                  one.now ? (
                    <a href={`/console/reports/rows/${one.key}?${searchOf(period)}`}>{valueText(one.now) || '–'}</a>
                  ) : (
                    'không còn tính'
                  ),
              },
              { head: 'Vì sao', cell: (one) => why(one.key, later) },
            ]}
          />
          {later.length > 0 ? <LaterList later={later} rights={c.var.actor.rights} /> : null}
          <DocumentHtml document={document} />
        </>,
      )
    })
    .get('/:kind', need('reports:read'), (c) => show(c, periodOf(c)))
    .post('/:kind/text', need('reports:read'), async (c) => {
      const kind = kindOf(c)
      const query = periodOf(c)
      const body = await c.req.parseBody()
      const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
      const section = text('section')
      try {
        await signing.write(
          c.var.actor,
          kind,
          query,
          section,
          text('text').slice(0, LONGEST).trim(),
          Seen.parse(text('version')),
        )
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 404) throw error
        return show(c, query, { values: { section, text: text('text') }, errors: { '': error.message } }, 409)
      }
      return redirectWith(c, `/console/reports/${kind}?${searchOf(reports.periodOf(query))}`, 'Đã lưu phần tự viết.')
    })
    .post('/:kind/sign', need('feedback:lead'), async (c) => {
      const query = periodOf(c)
      try {
        const { id } = await signing.sign(c.var.actor, kindOf(c), query)
        return redirectWith(c, `/console/reports/signed/${id}`, 'Đã ký. Số liệu của bản này không đổi nữa.')
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 404) throw error
        return show(c, query, { values: {}, errors: { '': error.message } }, 422)
      }
    })
}

const EVENTS: Readonly<Record<string, string>> = {
  received: 'ngày tiếp nhận',
  state: 'trạng thái',
  due: 'ngày hẹn trả',
  finished: 'ngày có kết quả',
  returned: 'ngày trả',
}

/** What happened since to the rows that a figure is made of. */
function why(key: string, later: readonly Later[]): string {
  const room = key.startsWith('feedback.') ? 'feedback' : 'dossiers'
  const mine = later.filter((one) => one.room === room)
  const fresh = mine.filter((one) => one.fresh).length
  if (!/^(?:dossiers|feedback|assessment)\./.test(key) || mine.length === 0) return 'dữ liệu ghi thêm sau khi ký'
  if (room === 'feedback') return `${mine.length} phản ánh được xử lý hoặc ghi thêm sau khi ký`
  return `sau khi ký: ${fresh} hồ sơ nạp thêm, ${mine.length - fresh} hồ sơ cập nhật`
}

/** The dossiers and cases behind the corrections. */
function LaterList({ later, rights }: { later: readonly Later[]; rights: ReadonlySet<string> }) {
  return (
    <details class="confirm plain">
      <summary>Hồ sơ, phản ánh của kỳ thêm hoặc đổi từ khi ký ({later.length})</summary>
      <List
        label="Thêm hoặc đổi từ khi ký"
        rows={later}
        empty={<p>Không có.</p>}
        columns={[
          {
            head: 'Mã',
            main: true,
            cell: ({ room, code }) =>
              rights.has(`${room}:read`) ? <a href={`/console/${room}/${encodeURIComponent(code)}`}>{code}</a> : code,
          },
          { head: 'Việc', cell: (one) => (one.fresh ? 'nạp thêm' : 'cập nhật') },
          {
            head: 'Đổi gì',
            cell: ({ kinds, room }) =>
              kinds.map((kind) => EVENTS[kind] ?? kind).join(', ') ||
              (room === 'dossiers' ? 'thông tin khác' : 'xử lý phản ánh'),
          },
          { head: 'Ngày', cell: (one) => showMoment(new Date(one.at)) },
        ]}
      />
    </details>
  )
}

/** The version that was before the writer; what is none is the first. */
const Seen = z.coerce.number().int().min(0).max(1e9).catch(0)

type Own = Extract<Block, { type: 'own' }>

function OwnForm({
  block,
  kind,
  search,
  version,
  state,
}: {
  block: Own
  kind: string
  search: string
  version: number
  state: FormState
}) {
  const mine = state.values.section === block.key
  return (
    <Form action={`/console/reports/${kind}/text?${search}`} draft={`report-${kind}-${search}-${block.key}`}>
      <Hidden values={{ section: block.key, version }} />
      <TextArea
        id={`f-${block.key}`}
        name="text"
        label={block.hint.replace(/^Đơn vị viết:?\s*/, '') || block.key}
        value={mine ? (state.values.text ?? '') : (block.text ?? '')}
        rows={4}
        maxlength={LONGEST}
      />
      <Buttons>
        <Submit tone="plain">Lưu phần này</Submit>
      </Buttons>
    </Form>
  )
}

function backTo({ from, to, label }: Period) {
  return { href: `/console/reports?from=${from}&to=${to}`, label: `Báo cáo ${label}` }
}

function searchOf({ from, to }: Period): string {
  return new URLSearchParams({ from, to }).toString()
}
