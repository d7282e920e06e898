import { type Context, Hono } from 'hono'
import { redirectWith } from '../../console/flash.ts'
import { Buttons, EMPTY_FORM, Field, Form, type FormState, Hidden, Submit } from '../../console/form.tsx'
import { Facts, List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { csvFile } from '../../kernel/csv.ts'
import { cryptoRandom } from '../../kernel/ids.ts'
import { Problem, problem } from '../../kernel/problem.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { isFileId, newFileId } from '../../storage/files.ts'
import { FIELDS } from '../import/fields.ts'
import { ALLOWED } from '../import/sniff.ts'
import { MAX_BYTES, memorySource, type Source } from '../import/source.ts'
import type { ImportResult, Rejection } from '../schema.ts'
import type { Around } from './around.ts'

const BACK = { href: '/console/dossiers', label: 'Hồ sơ' }
/** Rejected rows shown on the page; the file has them all. */
const SHOWN = 30

/** Loading an export: choose, look at what it would do, map columns, load; the refused rows as a file. */
export function importPages({ dossiers, files, audit }: Around) {
  async function kept(id: string): Promise<Source> {
    const bytes = isFileId(id) ? await files.get(id) : null
    if (!bytes) throw problem('import.gone')
    return memorySource([bytes])
  }

  /** `Tên cột=trường` lines; empty ones are nothing. */
  const mapOf = (text: string) =>
    text
      .split(/\n+/)
      .map((line) => line.trim())
      .filter((line) => line !== '')

  async function preview(c: Context<StaffEnv>, id: string, map: string, asOf: string) {
    try {
      const result = await dossiers.importFile(await kept(id), {
        ...(map ? { map: mapOf(map) } : {}),
        ...(asOf ? { asOf } : {}),
        dryRun: true,
        door: 'http',
      })
      return previewPage(c, id, map, asOf, result)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return mappingPage(c, id, map, asOf, error)
    }
  }

  return new Hono<StaffEnv>()
    .get('/', need('dossiers:import'), (c) => uploadPage(c, EMPTY_FORM))
    .post('/', need('dossiers:import'), async (c) => {
      const body = await c.req.parseBody()
      const refuse = (text: string) => uploadPage(c, { values: {}, errors: { file: text } }, 422)
      const { file } = body
      if (!(file instanceof File) || file.size === 0) return refuse('Chưa chọn tệp.')
      if (file.size > MAX_BYTES) return refuse('Tệp quá lớn, tối đa 50 MB.')
      const id = newFileId(cryptoRandom)
      await files.put(id, new Uint8Array(await file.arrayBuffer()))
      return preview(c, id, '', '')
    })
    .post('/check', need('dossiers:import'), async (c) => {
      const { id, map, asOf } = fields(await c.req.parseBody())
      return preview(c, id, map, asOf)
    })
    .post('/load', need('dossiers:import'), async (c) => {
      const { id, map, asOf } = fields(await c.req.parseBody())
      const source = await kept(id)
      const result = await dossiers.importFile(source, {
        ...(map ? { map: mapOf(map) } : {}),
        ...(asOf ? { asOf } : {}),
        door: 'http',
      })
      const { created, updated, unchanged, rejected } = result
      const detail = { created, updated, unchanged, rejected: rejected.length }
      await audit({ actor: c.var.actor, action: 'dossiers.import', subject: result.file.slice(0, 16), detail })
      const text = `Đã nạp: ${created} hồ sơ mới, ${updated} thay đổi, ${unchanged} giữ nguyên, ${rejected.length} dòng bị từ chối.`
      if (rejected.length === 0) {
        await files.delete(id)
        return redirectWith(c, '/console/dossiers', text)
      }
      return donePage(c, id, map, asOf, result, text)
    })
    .post('/rejected.csv', need('dossiers:import'), async (c) => {
      const { id, map, asOf } = fields(await c.req.parseBody())
      const { rejected } = await dossiers.importFile(await kept(id), {
        ...(map ? { map: mapOf(map) } : {}),
        ...(asOf ? { asOf } : {}),
        dryRun: true,
        door: 'http',
      })
      c.header('content-type', 'text/csv; charset=utf-8')
      c.header('content-disposition', 'attachment; filename="dong-bi-tu-choi.csv"')
      const rows = rejected.map(({ sheet, row, line, field, message }) => [
        sheet ?? '',
        row,
        line ?? '',
        field,
        message,
      ])
      return c.body(csvFile(['Trang', 'Dòng', 'Dòng trong tệp', 'Cột', 'Lý do'], rows))
    })
}

function fields(body: Record<string, unknown>) {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
  return { id: text('id'), map: text('map').slice(0, 4000), asOf: text('asOf').slice(0, 40) }
}

function uploadPage(c: Context<StaffEnv>, state: FormState, status: 200 | 422 = 200) {
  return page(
    c,
    { title: 'Nạp hồ sơ', help: 'dossiers', back: BACK, status },
    <Form action="/console/dossiers/import" state={state} files>
      <Field
        name="file"
        type="file"
        label="Tệp xuất của phần mềm một cửa"
        hint={`${ALLOWED}, tối đa 50 MB. Xem trước rồi mới ghi.`}
        state={state}
        accept=".csv,.xlsx,.ndjson,.json,.txt"
        required
      />
      <Buttons>
        <Submit>Xem trước</Submit>
      </Buttons>
    </Form>,
  )
}

/** The file can't be read as it is: says why, and lets columns be named. */
function mappingPage(c: Context<StaffEnv>, id: string, map: string, asOf: string, error: Problem) {
  return page(
    c,
    {
      title: 'Chưa đọc được tệp',
      help: 'dossiers',
      back: { href: '/console/dossiers/import', label: 'Chọn tệp khác' },
      status: 422,
    },
    <>
      <p class="note late">{error.message}</p>
      <Again id={id} map={map} asOf={asOf} />
    </>,
  )
}

function Again({ id, map, asOf }: { id: string; map: string; asOf: string }) {
  return (
    <Form action="/console/dossiers/import/check">
      <Hidden values={{ id }} />
      <div class="field">
        <label for="f-map">Chỉ rõ cột</label>
        <p class="hint" id="f-map-hint">
          Mỗi dòng một cột: “Tên cột=trường”, hoặc “Tên cột=-” để bỏ qua. Trường: {FIELDS.join(', ')}.
        </p>
        <textarea id="f-map" name="map" rows={4} aria-describedby="f-map-hint">
          {map}
        </textarea>
      </div>
      <Field
        name="asOf"
        label="Số liệu của tệp tính đến lúc"
        hint="Khi tệp không ghi ngày xuất, ví dụ 2026-09-30 17:00."
        value={asOf}
        maxlength={40}
      />
      <Buttons>
        <Submit>Xem lại</Submit>
      </Buttons>
    </Form>
  )
}

function previewPage(c: Context<StaffEnv>, id: string, map: string, asOf: string, result: ImportResult) {
  const nothing = result.created + result.updated === 0
  return page(
    c,
    { title: 'Xem trước', help: 'dossiers', back: { href: '/console/dossiers/import', label: 'Chọn tệp khác' } },
    <>
      <p>{nothing ? 'Nạp tệp này không thay đổi gì.' : 'Chưa ghi gì cả. Đây là những gì sẽ xảy ra khi nạp:'}</p>
      <Counts result={result} />
      {nothing ? null : (
        <Form action="/console/dossiers/import/load">
          <Hidden values={{ id, map, asOf }} />
          <Buttons>
            <Submit>Nạp {result.created + result.updated} hồ sơ mới hoặc thay đổi</Submit>
          </Buttons>
        </Form>
      )}
      <Rejected id={id} map={map} asOf={asOf} result={result} />
      <details class="confirm plain">
        <summary>Cột chưa đúng? Chỉ lại cột</summary>
        <Again id={id} map={map} asOf={asOf} />
      </details>
    </>,
  )
}

function donePage(c: Context<StaffEnv>, id: string, map: string, asOf: string, result: ImportResult, text: string) {
  return page(
    c,
    { title: 'Đã nạp', help: 'dossiers', back: BACK },
    <>
      <p class="flash" role="status" data-saved>
        {text}
      </p>
      <Rejected id={id} map={map} asOf={asOf} result={result} />
    </>,
  )
}

function Counts({ result }: { result: ImportResult }) {
  return (
    <Facts
      facts={[
        ['Dòng hồ sơ đọc được', String(result.read)],
        ['Hồ sơ mới', String(result.created)],
        ['Hồ sơ thay đổi', String(result.updated)],
        ['Giữ nguyên', String(result.unchanged)],
        ['Lặp lại trong tệp', String(result.duplicates)],
        ['Dòng không phải hồ sơ (tiêu đề, cộng…)', String(result.skipped)],
        ['Dòng bị từ chối', String(result.rejected.length)],
        ['Ô bị bỏ trống vì không đọc được', String(result.warnings.length)],
      ]}
    />
  )
}

function Rejected({ id, map, asOf, result }: { id: string; map: string; asOf: string; result: ImportResult }) {
  const place = ({ sheet, row }: Rejection) => `${sheet ? `${sheet}, ` : ''}dòng ${row}`
  const list = (label: string, rows: Rejection[]) => (
    <List
      label={label}
      rows={rows.slice(0, SHOWN)}
      empty={<p>Không có.</p>}
      columns={[
        { head: 'Ở đâu', main: true, cell: place },
        { head: 'Cột', cell: ({ field }) => field },
        { head: 'Lý do', cell: ({ message }) => message },
      ]}
    />
  )
  return (
    <>
      {result.rejected.length > 0 ? (
        <>
          <h2>Dòng bị từ chối ({result.rejected.length})</h2>
          {list('Dòng bị từ chối', result.rejected)}
          <Form action="/console/dossiers/import/rejected.csv">
            <Hidden values={{ id, map, asOf }} />
            <Buttons>
              <Submit tone="plain">Tải các dòng bị từ chối (CSV)</Submit>
            </Buttons>
          </Form>
        </>
      ) : null}
      {result.warnings.length > 0 ? (
        <>
          <h2>Ô không đọc được ({result.warnings.length})</h2>
          {list('Ô không đọc được', result.warnings)}
        </>
      ) : null}
    </>
  )
}
