import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import { EMPTY_FORM, type FormState, textsOf } from '../../console/form.tsx'
import { Facts } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { Say } from '../../content/messages.ts'
import { Problem, problem } from '../../kernel/problem.ts'
import { clean } from '../../kernel/text.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { ACTS, type Act } from '../rules/may.ts'
import { Outcome, PhotoRef } from '../schema.ts'
import { Acts } from './acts.tsx'
import type { Around, Opened } from './around.ts'
import { History, TALK } from './history.tsx'
import { DueOf, inShort, Lines, StateOf, when } from './parts.tsx'

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
            ['Vì sao xếp loại này', line.reasons.join('; ') || '–'],
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
      return page(
        c,
        { title: `Người gửi ${code}`, help: 'feedback', back: { href: `/console/feedback/${code}`, label: code } },
        <>
          <p class="note">Lần xem này đã được ghi vào nhật ký. Không chụp, không chép ra ngoài.</p>
          <Facts
            facts={[
              ['Họ tên', person.name ?? 'không cho biết'],
              ['Địa chỉ', person.address ?? 'không cho biết'],
              [
                'Điện thoại',
                person.phone ? (
                  <a href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>{person.phone}</a>
                ) : (
                  'không cho biết'
                ),
              ],
              [
                'Liên hệ qua',
                person.contact === 'chat'
                  ? 'cuộc trò chuyện (hệ thống tự báo)'
                  : person.contact === 'phone'
                    ? 'điện thoại'
                    : 'không',
              ],
            ]}
          />
        </>,
      )
    })
    .post('/:code/:act', need('feedback:read'), async (c) => {
      const code = codeOf(c)
      const act = ACTS.find((one) => one === c.req.param('act'))
      if (!act) throw problem('request.not-found')
      const body = Posted.parse(await c.req.parseBody({ all: true }))
      const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
      const values = textsOf(body)
      const seen = { seen: Number(text('seen')) || undefined }
      const { actor } = c.var
      let photos: PhotoRef[] = []
      try {
        switch (act) {
          case 'claim':
            await desk.claim(actor, code, seen)
            break
          case 'assign': {
            const person = (await around.people()).find(({ id, active }) => active && id === text('to'))
            if (!person) throw problem('request.invalid', { detail: 'chưa chọn người xử lý' }, { field: 'to' })
            const department = text('department')
            await desk.assign(
              actor,
              code,
              { to: person.id, toName: person.name, ...(department ? { department } : {}) },
              seen,
            )
            break
          }
          case 'transfer':
            await desk.transfer(actor, code, { department: text('department'), reason: text('reason') }, seen)
            break
          case 'ask':
            await desk.ask(actor, code, { question: text('question') }, seen)
            break
          case 'hear':
            await desk.hear(actor, code, { text: text('text') }, seen)
            break
          case 'note':
            await desk.note(actor, code, { text: text('text') })
            break
          case 'correctKind':
            await desk.correctKind(
              actor,
              code,
              { kind: kindOf(text('kind')), ...(text('reason') ? { reason: text('reason') } : {}) },
              seen,
            )
            break
          case 'extend':
            await desk.extend(actor, code, { days: Number(text('days')), reason: text('reason') }, seen)
            break
          case 'merge':
            await desk.merge(actor, code, { into: text('into').trim().toUpperCase() }, seen)
            break
          case 'close': {
            photos = [...keptPhotos(text('kept')), ...(await uploaded(c, body.photo))]
            const outcome = Outcome.safeParse(text('outcome'))
            await desk.close(
              actor,
              code,
              {
                ...(outcome.success ? { outcome: outcome.data } : {}),
                answer: text('answer'),
                evidence: {
                  ...(text('document') ? { document: text('document') } : {}),
                  ...(text('template') ? { template: text('template') } : {}),
                  ...(text('body') ? { body: text('body') } : {}),
                },
                photos,
              },
              seen,
            )
            break
          }
          case 'publish':
            await desk.publish(actor, code, { text: text('text'), answer: text('answer') }, seen)
            break
          case 'unpublish':
            await desk.unpublish(actor, code, { reason: text('reason') }, seen)
            break
        }
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

/** A refusal with its sentence; what a schema of the desk refuses becomes one too. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    const field = issue?.path.join('.') ?? ''
    const detail = /^(Invalid|Too)/.test(issue?.message ?? '') ? 'xin điền lại mục này' : (issue?.message ?? '')
    return problem('request.invalid', { detail }, field ? { field } : {})
  }
  throw error
}

function kindOf(text: string) {
  const kinds = ['field', 'conduct', 'regulation', 'suggestion', 'praise', 'question'] as const
  const kind = kinds.find((one) => one === text)
  if (!kind) throw problem('request.invalid', { detail: 'chưa chọn loại' }, { field: 'kind' })
  return kind
}

/** Photos of an answer that was refused once, so that they need not be sent again. */
function keptPhotos(json: string): PhotoRef[] {
  try {
    return z
      .array(PhotoRef)
      .max(5)
      .parse(JSON.parse(json || '[]'))
  } catch {
    return []
  }
}

/** What was said to and fro after the report, in order: the citizen's words are what the next answer is about. */
function Talk({ events, say }: { events: Opened['events']; say: Say }) {
  const head = ({ event, by, payload }: Opened['events'][number]) =>
    ({
      asked: 'Xã hỏi',
      more: by === 'citizen' ? 'Người dân nói thêm' : 'Người dân nói thêm (cán bộ ghi)',
      closed: `Xã trả lời: ${say(`case.outcome.${payload.outcome ?? 'resolved'}`)}`,
      reopened: 'Người dân báo chưa xong',
      rated: 'Người dân đánh giá',
    })[String(event)]
  return (
    <>
      {events
        .filter(({ event, words }) => words && TALK.has(event))
        .map((event) => (
          <>
            <h3>
              {head(event)}, {when(event.at)}
            </h3>
            <Lines text={event.words ?? ''} />
          </>
        ))}
    </>
  )
}

function codeOf(c: Context): string {
  return (c.req.param('code') ?? '').toUpperCase()
}

function placeText({ case: line, matter }: Opened): string {
  const pin = line.lat === null || line.lng === null ? '' : `${line.lat.toFixed(5)}, ${line.lng.toFixed(5)}`
  return [matter.place, line.hamlet, pin].filter(Boolean).join(' · ') || 'không cho biết'
}

function Photos({ code, photos, label }: { code: string; photos: ReadonlyArray<{ id: string }>; label: string }) {
  if (photos.length === 0) return null
  return (
    <figure class="pictures">
      <figcaption class="soft">{label}</figcaption>
      <ul class="photos">
        {photos.map(({ id }, i) => (
          <li>
            <a href={`/console/feedback/${code}/photos/${id}`}>
              <img src={`/console/feedback/${code}/photos/${id}`} alt={`${label} ${i + 1}`} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </figure>
  )
}
