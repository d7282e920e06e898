import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import { EMPTY_FORM, type FormState, textsOf } from '../../console/form.tsx'
import { Facts } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { problem } from '../../kernel/problem.ts'
import { clean } from '../../kernel/text.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { ACTS, type Act } from '../rules/may.ts'
import type { PhotoRef } from '../schema.ts'
import { Acts } from './acts.tsx'
import type { Around, Opened } from './around.ts'
import { History } from './history.tsx'
import { identityPage } from './identity.tsx'
import { DueOf, inShort, Lines, StateOf, when } from './parts.tsx'
import { asProblem, keptPhotos, perform } from './perform.ts'
import { Photos, Talk } from './said.tsx'

const Posted = z.record(z.string(), z.unknown())

/** One case: what was said, its clock, what to do with it, its history. */
export function casePages(around: Around) {
  const { feedback } = around
  const { desk } = feedback

  async function show(
    c: Context<StaffEnv>,
    code: string,
    {
      state = EMPTY_FORM,
      act = null,
      status = 200,
      photos = [],
    }: { state?: FormState; act?: Act | null; status?: 200 | 409 | 422; photos?: PhotoRef[] } = {},
  ) {
    const { actor } = c.var
    const [opened, people] = await Promise.all([desk.open(actor, code), around.people()])
    const { case: line, matter } = opened
    return page(
      c,
      { title: line.code, help: 'feedback', back: { href: '/console/feedback', label: 'Phản ánh' }, status },
      <>
        {status === 200 ? null : (
          <p class="note late">
            {Object.values(state.errors)[0]} <a href="#todo">Xem chỗ cần làm</a>
          </p>
        )}
        <p>
          <StateOf line={line} /> · {line.kindText}
          {line.urgent ? ' · ‼ gấp' : ''}
          {line.level > 0 ? ' · cấp lãnh đạo xử lý' : ''}
        </p>
        <p>
          Hạn trả lời: <DueOf line={line} />
        </p>
        <h2>Người dân nói</h2>
        <Lines text={matter.text} />
        {matter.summary ? (
          <>
            <h3>Tóm tắt của cán bộ</h3>
            <Lines text={matter.summary} />
          </>
        ) : null}
        <Talk events={opened.events} say={c.var.frame.say} />
        <Photos code={code} photos={opened.photos} label="Ảnh của người dân" />
        <Photos code={code} photos={opened.evidence} label="Ảnh sau khi xử lý" />
        <Facts
          facts={[
            ['Ở đâu', placeText(opened)],
            ...(matter.happenedAt ? [['Khi nào', matter.happenedAt] as const] : []),
            ...(matter.about ? [['Về ai, cơ quan nào', matter.about] as const] : []),
            ...(line.dossierCode
              ? [
                  [
                    'Hồ sơ',
                    <a href={`/console/dossiers/${encodeURIComponent(line.dossierCode)}`}>{line.dossierCode}</a>,
                  ] as const,
                ]
              : []),
            ...(matter.proposal ? [['Đề xuất', matter.proposal] as const] : []),
            ['Người xử lý', `${line.assigneeName ?? 'chưa ai nhận'}, ${line.departmentName}`],
          ]}
        />
        {opened.similar.length > 0 ? (
          <div class="note">
            <p>Có thể là cùng một việc:</p>
            <ul>
              {opened.similar.map((one) => (
                <li>
                  <a href={`/console/feedback/${one.code}`}>{one.code}</a>: {inShort(one.text)}
                  {one.distance === null ? '' : ` (cách ${Math.round(one.distance)} m)`}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <Acts
          opened={opened}
          rules={feedback.rules}
          people={people.filter(({ active }) => active)}
          say={c.var.frame.say}
          state={state}
          act={act}
          photos={photos}
          identity={actor.rights.has('feedback:identity')}
        />
        <h2>Tiếp nhận</h2>
        <Facts
          facts={[
            ['Nguồn', `${line.sourceText}${line.onBehalf ? ', gửi hộ' : ''}`],
            ['Nhận lúc', when(line.receivedAt)],
            ['Vì sao xếp loại này', line.reasons.join(' ') || '–'],
            [
              'Danh tính',
              line.anonymous
                ? 'Tin báo ẩn danh (thiếu tên, địa chỉ hoặc điện thoại)'
                : 'Đang che. Muốn xem phải ghi lý do',
            ],
            [
              'Đồng ý',
              [
                line.consentPublish ? 'công khai nội dung' : 'không công khai',
                line.consentContact ? 'được liên hệ lại' : 'không liên hệ lại',
              ].join(', '),
            ],
            ...(opened.follows > 0 ? [['Cùng theo dõi', `${opened.follows} người`] as const] : []),
            ...(opened.merged.length > 0 ? [['Gộp vào đây', opened.merged.join(', ')] as const] : []),
          ]}
        />
        <History opened={opened} say={c.var.frame.say} departments={feedback.rules.departments} />
      </>,
    )
  }

  return new Hono<StaffEnv>()
    .get('/:code', need('feedback:read'), (c) => show(c, codeOf(c)))
    .get('/:code/photos/:id', need('feedback:read'), async (c) => {
      const { bytes, type } = await desk.photo(c.var.actor, codeOf(c), c.req.param('id'))
      c.header('content-type', type)
      c.header('cache-control', 'private, no-store')
      c.header('x-content-type-options', 'nosniff')
      return c.body(new Uint8Array(bytes).buffer)
    })
    .post('/:code/identity', need('feedback:identity'), async (c) => {
      const code = codeOf(c)
      const body = Posted.parse(await c.req.parseBody())
      const why = clean(String(body.why ?? ''))
      if (why.length < 5)
        return show(c, code, { state: { values: {}, errors: { why: 'Xin ghi lý do xem danh tính.' } }, status: 422 })
      const person = await desk.identity(c.var.actor, code, why)
      const { case: line } = await desk.open(c.var.actor, code)
      return identityPage(c, line, person)
    })
    .post('/:code/:act', need('feedback:read'), async (c) => {
      const code = codeOf(c)
      const act = ACTS.find((one) => one === c.req.param('act'))
      if (!act) throw problem('request.not-found')
      const body = Posted.parse(await c.req.parseBody({ all: true }))
      const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
      const values = textsOf(body)
      const { actor } = c.var
      let photos: PhotoRef[] = []
      try {
        if (act === 'close') photos = [...keptPhotos(text('kept')), ...(await uploaded(c, body.photo))]
        await perform(desk, actor, code, act, { text, photos, people: around.people })
      } catch (error) {
        const refused = asProblem(error)
        // what was typed is given back beside the case as it stands now
        return show(c, code, {
          act,
          photos,
          status: refused.status === 409 ? 409 : 422,
          state: { values, errors: { [refused.extra.field ?? '']: refused.message } },
        })
      }
      return redirectWith(c, `/console/feedback/${code}`, DONE[act])
    })

  async function uploaded(c: Context<StaffEnv>, given: unknown): Promise<PhotoRef[]> {
    const files = [given].flat().filter((file): file is File => file instanceof File && file.size > 0)
    const kept: PhotoRef[] = []
    for (const file of files.slice(0, 5))
      kept.push(await desk.keepPhoto(c.var.actor, new Uint8Array(await file.arrayBuffer())))
    return kept
  }
}

const DONE: Record<Act, string> = {
  claim: 'Anh/chị đã nhận việc này.',
  assign: 'Đã phân công.',
  transfer: 'Đã chuyển bộ phận; đồng hồ vẫn chạy.',
  ask: 'Đã gửi câu hỏi cho người dân.',
  hear: 'Đã ghi trả lời của người dân; đồng hồ chạy tiếp.',
  note: 'Đã ghi chú nội bộ.',
  correctKind: 'Đã sửa loại.',
  extend: 'Đã gia hạn và báo người dân.',
  merge: 'Đã gộp.',
  close: 'Đã trả lời và khép. Người dân có thể mở lại nếu chưa xong.',
  publish: 'Đã đưa vào sổ công khai.',
  unpublish: 'Đã rút khỏi sổ công khai.',
}

function codeOf(c: Context): string {
  return (c.req.param('code') ?? '').toUpperCase()
}

function placeText({ case: line, matter }: Opened): string {
  const pin = line.lat === null || line.lng === null ? '' : `${line.lat.toFixed(5)}, ${line.lng.toFixed(5)}`
  return [matter.place, line.hamlet, pin].filter(Boolean).join(' · ') || 'không cho biết'
}
