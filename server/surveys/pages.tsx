import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { daysOf } from '../console/days.ts'
import { redirectWith } from '../console/flash.ts'
import {
  Buttons,
  Check,
  Choices,
  EMPTY_FORM,
  Field,
  Form,
  type FormState,
  Hidden,
  readForm,
  Select,
  Submit,
  TextArea,
  textsOf,
} from '../console/form.tsx'
import { Facts, Filters, List, Tone } from '../console/list.tsx'
import { page } from '../console/page.tsx'
import { QrCode } from '../console/qr.tsx'
import type { Room } from '../console/room.ts'
import { cryptoRandom, readableId } from '../kernel/ids.ts'
import { Problem } from '../kernel/problem.ts'
import { addDays, type Day, showDay } from '../kernel/time.ts'
import { need, type StaffEnv } from '../people/staff-door.ts'
import type { SurveyChanges } from './change-service.ts'
import { changePages } from './changes.tsx'
import type { Share } from './schema.ts'
import type { Surveys } from './service.ts'

const BACK = { href: '/console/surveys', label: 'Khảo sát' }
const DOORS: Record<string, string> = {
  web: 'web',
  miniapp: 'ứng dụng',
  chat: 'trò chuyện',
  kiosk: 'máy tại quầy',
  counter: 'mã QR tại quầy',
  phone: 'phỏng vấn qua điện thoại',
  helper: 'người giúp nhập',
}
const Made = z.object({
  name: z.string().trim().min(2, 'Xin ghi tên quầy.').max(80),
  survey: z.string(),
  field: z.string().trim().max(80).optional(),
})

type Around = {
  surveys: Surveys
  changes: SurveyChanges
  fields: () => Promise<string[]>
  publicUrl: (c: Context) => string
}

/** Surveys at the desk: honest figures, QR codes of the counters, phone interviews. */
export function surveyPages({ surveys, changes, fields, publicUrl }: Around): Room {
  async function counters(c: Context<StaffEnv>, state: FormState, status: 200 | 422 = 200) {
    const [made, known] = await Promise.all([surveys.counters(), fields()])
    return page(
      c,
      { title: 'Mã QR tại quầy', help: 'surveys', back: BACK, status },
      <>
        <Form action="/console/surveys/counters" state={state}>
          <Field name="name" label="Tên quầy" state={state} required maxlength={80} />
          <Select
            name="survey"
            label="Phiếu"
            state={state}
            options={surveys.list().map(({ id, title }) => ({ value: id, label: title }))}
          />
          <Select
            name="field"
            label="Lĩnh vực"
            state={state}
            empty="Mọi lĩnh vực"
            options={known.map((one) => ({ value: one, label: one }))}
          />
          <Buttons>
            <Submit>Tạo mã</Submit>
          </Buttons>
        </Form>
        {made.map(({ code, name, survey, field, closed_day }) => {
          const link = `${publicUrl(c)}/app/#/survey/${survey}?quay=${code}`
          return (
            <section class="poster">
              <h2>{name}</h2>
              <p>
                Mã {code}
                {field ? `, lĩnh vực ${field}` : ''}
                {closed_day ? `, đã đóng ${showDay(closed_day)}` : ''}
              </p>
              <QrCode text={link} label={`Mã QR của ${name}`} />
              <p>
                <a href={link}>{link}</a>
              </p>
              <p>
                Máy tại quầy: <a href={`/app/#/kiosk/${code}`}>{`/app/#/kiosk/${code}`}</a>
              </p>
            </section>
          )
        })}
      </>,
    )
  }

  function interview(c: Context<StaffEnv>, id: string, state: FormState, status: 200 | 409 | 422 = 200) {
    const survey = surveys.view(id)
    return page(
      c,
      {
        title: `Phỏng vấn: ${survey.title}`,
        help: 'surveys',
        back: { href: `/console/surveys/${id}`, label: survey.title },
        status,
      },
      <>
        <p class="note">
          Đọc nguyên văn từng câu, ghi đúng câu trả lời. Phiếu được đánh dấu là cán bộ nhập. Không ghi tên, số điện
          thoại.
        </p>
        <Form action={`/console/surveys/${id}/interview`} state={state} draft={`interview-${id}`}>
          <Hidden values={{ key: state.values.key ?? readableId(cryptoRandom, 16), version: survey.version }} />
          {survey.pages.flat().map((item) => {
            const name = `answers.${item.id}`
            const hint = item.when ? 'Chỉ hỏi khi câu trước cần giải thích.' : undefined
            return item.type === 'text' ? (
              <TextArea name={name} label={item.ask} hint={hint} state={state} rows={2} maxlength={1000} />
            ) : (
              <Choices
                name={name}
                label={item.ask}
                hint={hint}
                state={state}
                options={item.options.map((option) => ({ value: option.id, label: option.label }))}
              />
            )
          })}
          <Field
            name="dossier"
            label="Mã hồ sơ được hỏi, nếu có"
            hint="Chỉ để mỗi hồ sơ trả lời một lần; không lưu cùng câu trả lời."
            state={state}
            maxlength={60}
          />
          <Check name="agreed" label="Người dân đồng ý trả lời" />
          <Buttons>
            <Submit>Ghi phiếu</Submit>
          </Buttons>
        </Form>
      </>,
    )
  }

  const pages = new Hono<StaffEnv>()
    .get('/', need('surveys:manage'), async (c) => {
      const days = daysOf(c, quarterBack)
      const figures = await Promise.all(surveys.list().map(({ id }) => surveys.figures(id, days)))
      return page(
        c,
        { title: 'Khảo sát', help: 'surveys', wide: true },
        <>
          <Days action="/console/surveys" days={days} />
          <List
            label="Phiếu khảo sát"
            rows={figures}
            empty={<p>Chưa bật phiếu nào.</p>}
            columns={[
              {
                head: 'Phiếu',
                main: true,
                cell: (one) => <a href={`/console/surveys/${one.survey}?${search(days)}`}>{one.title}</a>,
              },
              { head: 'Số phiếu', number: true, cell: (one) => one.n },
              { head: 'Hài lòng', number: true, cell: (one) => shareText(one.satisfied) },
              { head: 'Bỏ phiếu cần xem', number: true, cell: (one) => shareText(one.satisfiedUnmarked) },
              {
                head: 'Tỷ lệ trả lời',
                number: true,
                cell: (one) => (one.responseRate ? shareText(one.responseRate) : '–'),
              },
              {
                head: 'Lời câu hỏi',
                cell: (one) => (one.draft ? <Tone tone="soon">bản nháp, chờ xác nhận</Tone> : 'đã dùng'),
              },
            ]}
          />
          <p>
            <a class="button" href="/console/surveys/counters">
              Mã QR tại quầy
            </a>{' '}
            <a class="button" href="/console/surveys/changes">
              Bà con góp ý, xã đã làm
            </a>
          </p>
        </>,
      )
    })
    .route('/changes', changePages(changes))
    .get('/counters', need('surveys:manage'), (c) => counters(c, EMPTY_FORM))
    .post('/counters', need('surveys:manage'), async (c) => {
      const form = await readForm(c, Made)
      if (!form.ok) return counters(c, form.state, 422)
      const { name, survey, field } = form.data
      const code = await surveys.makeCounter({ name, survey, field: field || null })
      return redirectWith(c, '/console/surveys/counters', `Đã tạo mã ${code} cho ${name}.`)
    })
    .get('/:id', need('surveys:manage'), async (c) => {
      const days = daysOf(c, quarterBack)
      const id = c.req.param('id')
      const [figures, { said, themes }] = await Promise.all([surveys.figures(id, days), surveys.texts(id, days)])
      const { satisfied, satisfiedUnmarked, sample } = figures
      return page(
        c,
        { title: figures.title, help: 'surveys', wide: true, back: BACK },
        <>
          <Days action={`/console/surveys/${id}`} days={days} />
          {figures.draft ? (
            <p class="note">
              Lời các câu hỏi là bản nháp của đơn vị, chưa phải mẫu của bộ, ngành. Không gọi kết quả này là SIPAS.
            </p>
          ) : null}
          <Facts
            facts={[
              ['Số phiếu', String(figures.n)],
              ['Hài lòng', shareText(satisfied)],
              ['Hài lòng, bỏ phiếu cần xem lại', shareText(satisfiedUnmarked)],
              ['Được mời trả lời', figures.eligible === null ? 'không rõ' : String(figures.eligible)],
              ['Tỷ lệ trả lời', figures.responseRate ? shareText(figures.responseRate) : '–'],
              ['Có người giúp hoặc cán bộ nhập', shareText(figures.assisted)],
              ['Cách trả lời', figures.byDoor.map(({ door, n }) => `${DOORS[door] ?? door}: ${n}`).join('; ') || '–'],
              ...(sample
                ? [['Cỡ mẫu cần', `${sample.wanted} phiếu (${sample.rule}), đã có ${sample.have}`] as const]
                : []),
              ['Bản của phiếu', figures.versions.join(', ') || '–'],
            ]}
          />
          <h2>Dấu hiệu cần xem lại</h2>
          <List
            label="Dấu hiệu"
            rows={figures.marks}
            empty={<p>Không có.</p>}
            columns={[
              { head: 'Dấu hiệu', main: true, cell: (one) => one.label },
              { head: 'Số phiếu', number: true, cell: (one) => one.n },
            ]}
          />
          {figures.factors.length > 0 ? (
            <>
              <h2>Theo yếu tố</h2>
              <List
                label="Yếu tố"
                rows={figures.factors}
                empty={<p>Chưa có.</p>}
                columns={[
                  { head: 'Yếu tố', main: true, cell: (one) => one.name },
                  {
                    head: 'Điểm bình quân',
                    number: true,
                    cell: (one) => (one.mean === null ? '–' : one.mean.toLocaleString('vi-VN')),
                  },
                  { head: 'Mức cao', number: true, cell: (one) => shareText(one.share) },
                ]}
              />
            </>
          ) : null}
          <h2>Từng câu</h2>
          <List
            label="Từng câu"
            rows={figures.items}
            empty={<p>Chưa có.</p>}
            columns={[
              { head: 'Câu hỏi', main: true, cell: (one) => one.ask },
              { head: 'Trả lời', number: true, cell: (one) => one.n },
              {
                head: 'Chi tiết',
                cell: (one) =>
                  one.n === 0
                    ? 'chưa có'
                    : one.options.map(({ label, share }) => <div>{`${label}: ${shareText(share)}`}</div>),
              },
            ]}
          />
          <h2>Lời người dân ({said.length})</h2>
          <p class="soft">Đã lược số điện thoại, số giấy tờ, họ tên. Không chép ra ngoài để dò ai viết.</p>
          {themes.length > 0 ? (
            <List
              label="Chủ đề"
              rows={themes}
              empty={<p>Chưa có.</p>}
              columns={[
                { head: 'Chủ đề', main: true, cell: (one) => one.label },
                { head: 'Số lời', number: true, cell: (one) => one.n },
              ]}
            />
          ) : null}
          <List
            label="Lời người dân"
            rows={said.slice(-100).reverse()}
            empty={<p>Chưa có lời nào.</p>}
            columns={[
              { head: 'Lời viết', main: true, cell: (one) => one.text },
              { head: 'Câu', cell: (one) => one.ask },
              { head: 'Ngày', cell: (one) => showDay(one.day) },
            ]}
          />
          <p>
            <a class="button" href={`/console/surveys/${id}/interview`}>
              Nhập phiếu phỏng vấn qua điện thoại
            </a>
          </p>
        </>,
      )
    })
    .get('/:id/interview', need('surveys:manage'), (c) => interview(c, c.req.param('id'), EMPTY_FORM))
    .post('/:id/interview', need('surveys:manage'), async (c) => {
      const id = c.req.param('id')
      const body = z.record(z.string(), z.unknown()).parse(await c.req.parseBody())
      const values = textsOf(body)
      const answers = Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) =>
          name.startsWith('answers.') && value !== '' ? [[name.slice(8), value]] : [],
        ),
      )
      if (values.agreed !== 'yes')
        return interview(c, id, { values, errors: { '': 'Cần người dân đồng ý trả lời trước khi ghi phiếu.' } }, 422)
      try {
        await surveys.submit(
          id,
          {
            answers,
            door: 'phone',
            assisted: true,
            version: Number(values.version),
            ...(values.dossier ? { dossier: values.dossier } : {}),
          },
          { key: values.key && /^[\w-]{8,100}$/.test(values.key) ? values.key : null },
        )
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 404) throw error
        return interview(
          c,
          id,
          { values, errors: { [error.extra.field ?? '']: error.message } },
          error.status === 409 ? 409 : 422,
        )
      }
      return redirectWith(c, `/console/surveys/${id}`, 'Đã ghi phiếu phỏng vấn.')
    })
  return { path: '/surveys', label: 'Khảo sát', rights: ['surveys:manage'], pages }
}

/** A quarter of a year back when no days are asked for. */
const quarterBack = (today: Day): Day => addDays(today, -90)

function Days({ action, days }: { action: string; days: { from: string; to: string } }) {
  return (
    <Filters action={action} button="Xem">
      <Field name="from" type="date" label="Từ ngày" value={days.from} />
      <Field name="to" type="date" label="Đến ngày" value={days.to} />
    </Filters>
  )
}

/** `95,00% (95/100; 88,82–97,85%)`: never a percentage without its n and its margin. */
function shareText({ part, n, value, low, high }: Share): string {
  const vn = (x: number | null) =>
    (x ?? 0).toLocaleString('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  if (n === 0) return 'chưa có phiếu'
  if (value === null) return `${part}/${n}, chưa đủ để tính tỷ lệ`
  return `${vn(value)}% (${part}/${n}; ${vn(low)}–${vn(high)}%)`
}

function search(days: { from: string; to: string }): string {
  return new URLSearchParams(days).toString()
}
