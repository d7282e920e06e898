import { Buttons, Confirm, Field, Form, type FormState, Hidden, Select, Submit, TextArea } from '../../console/form.tsx'
import type { Say } from '../../content/messages.ts'
import type { FeedbackContent } from '../../content/schema-feedback.ts'
import type { Act } from '../rules/may.ts'
import { Kind, Outcome, type PhotoRef } from '../schema.ts'
import type { Opened, Person } from './around.ts'
import { Lines } from './parts.tsx'

type Props = {
  opened: Opened
  rules: FeedbackContent
  people: readonly Person[]
  say: Say
  /** Of a refused form, and which act it was. */
  state: FormState
  act: Act | null
  photos: readonly PhotoRef[]
  identity: boolean
}

/** Fields of the acts in which people write. */
const WORDS = ['answer', 'question', 'text', 'reason', 'document', 'body']

/** What this person may do with the case now; the likeliest first, the rest folded away. */
export function Acts(props: Props) {
  const { opened, rules, people, say, state, act, photos, identity } = props
  const { case: line, allowed } = opened
  const may = new Set(allowed)
  const to = (name: Act) => `/console/feedback/${line.code}/${name}`
  const seen = <Hidden values={{ seen: line.revision }} />
  const of = (name: Act) => (act === name ? state : undefined)
  const departments = rules.departments.map(({ id, name }) => ({ value: id, label: name }))
  // an act that is no longer possible still says why it was refused
  const homeless = act !== null && !may.has(act) ? Object.values(state.errors)[0] : undefined
  const typed = homeless ? WORDS.flatMap((name) => state.values[name]?.trim() || []) : []
  return (
    <section class="acts" aria-labelledby="todo">
      <h2 id="todo">Việc cần làm</h2>
      {homeless ? (
        <div class="note late" role="alert">
          <p>{homeless}</p>
          {typed.length > 0 ? <p>Lời anh/chị vừa viết chưa gửi đi, còn ở đây để chép lại:</p> : null}
          {typed.map((text) => (
            <Lines text={text} />
          ))}
        </div>
      ) : null}
      {may.size === 0 ? <p class="soft">Anh/chị chỉ xem được phản ánh này.</p> : null}
      {may.has('claim') ? (
        <Form action={to('claim')} state={of('claim')}>
          {seen}
          <Buttons>
            <Submit>Nhận việc này</Submit>
          </Buttons>
        </Form>
      ) : null}
      {may.has('close') ? (
        <Close opened={opened} rules={rules} say={say} state={of('close')} photos={photos} action={to('close')} />
      ) : null}
      {may.has('publish') && opened.publicDraft ? (
        <Form action={to('publish')} state={of('publish')}>
          {seen}
          <h3>Đưa vào sổ công khai</h3>
          <p class="soft">
            Máy đã lược số điện thoại, tên, địa chỉ. Xin đọc lại từng chữ trước khi công khai: máy không nhận ra hết.
          </p>
          <TextArea name="text" label="Nội dung (đã lược)" value={opened.publicDraft.text} rows={4} />
          <TextArea name="answer" label="Trả lời" value={opened.publicDraft.answer} rows={4} />
          <Buttons>
            <Submit>Công khai</Submit>
          </Buttons>
        </Form>
      ) : null}
      {may.has('ask') ? (
        <Folded label="Hỏi thêm người dân" open={act === 'ask'}>
          <Form action={to('ask')} state={of('ask')} draft={`ask-${line.code}`}>
            {seen}
            <TextArea
              name="question"
              label="Câu hỏi"
              hint="Người dân đọc nguyên văn câu này. Không hỏi số giấy tờ."
              state={of('ask')}
              rows={3}
              required
            />
            <Buttons>
              <Submit>Gửi câu hỏi</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
      {may.has('hear') ? (
        <Folded label="Ghi trả lời của người dân (qua điện thoại, tại quầy)" open={act === 'hear'}>
          <Form action={to('hear')} state={of('hear')} draft={`hear-${line.code}`}>
            {seen}
            <TextArea name="text" label="Người dân trả lời" state={of('hear')} rows={3} required />
            <Buttons>
              <Submit>Ghi lại</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
      {may.has('note') ? (
        <Folded label="Ghi chú nội bộ" open={act === 'note'}>
          <Form action={to('note')} state={of('note')} draft={`note-${line.code}`}>
            <TextArea name="text" label="Ghi chú" hint="Người dân không thấy." state={of('note')} rows={3} required />
            <Buttons>
              <Submit>Ghi</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
      {may.has('assign') ? (
        <Folded label="Phân công" open={act === 'assign'}>
          <Form action={to('assign')} state={of('assign')}>
            {seen}
            <Select
              name="to"
              label="Người xử lý"
              state={of('assign')}
              required
              empty="Chọn người"
              options={people.map(({ id, name, role, department }) => ({
                value: id,
                label: [name, say(`staff.role.${role}`), department].filter(Boolean).join(' – '),
              }))}
            />
            <Select name="department" label="Bộ phận" state={of('assign')} empty="Giữ nguyên" options={departments} />
            <Buttons>
              <Submit>Phân công</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
      {may.has('transfer') ? (
        <Folded label="Chuyển bộ phận khác của xã" open={act === 'transfer'}>
          <Form action={to('transfer')} state={of('transfer')}>
            {seen}
            <Select
              name="department"
              label="Chuyển đến"
              state={of('transfer')}
              required
              empty="Chọn bộ phận"
              options={departments.filter(({ value }) => value !== line.department)}
            />
            <TextArea
              name="reason"
              label="Lý do"
              hint="Đồng hồ không dừng khi chuyển."
              state={of('transfer')}
              rows={2}
              required
            />
            <Buttons>
              <Submit>Chuyển</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
      {may.has('correctKind') ? (
        <Folded label="Sửa loại" open={act === 'correctKind'}>
          <Form action={to('correctKind')} state={of('correctKind')}>
            {seen}
            <Select
              name="kind"
              label="Loại đúng"
              value={line.kind}
              state={of('correctKind')}
              options={Kind.options.map((kind) => ({ value: kind, label: say(`case.kind.${kind}`) }))}
            />
            <Field name="reason" label="Vì sao" state={of('correctKind')} maxlength={500} />
            <Buttons>
              <Submit>Sửa loại</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
      {may.has('extend') ? (
        <Folded label="Gia hạn (lãnh đạo ký, một lần)" open={act === 'extend'}>
          <Form action={to('extend')} state={of('extend')}>
            {seen}
            <Field
              name="days"
              type="number"
              label="Số ngày làm việc"
              hint={`Nhiều nhất ${rules.extension.days} ngày.`}
              min="1"
              max={String(rules.extension.days)}
              state={of('extend')}
              required
            />
            <Select
              name="reason"
              label="Lý do"
              state={of('extend')}
              required
              empty="Chọn lý do"
              options={rules.extension.reasons.map(({ id, text }) => ({ value: id, label: text }))}
            />
            <Buttons>
              <Submit>Gia hạn và báo người dân</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
      {may.has('merge') ? (
        <Folded label="Gộp vào phản ánh khác cùng việc" open={act === 'merge'}>
          <Form action={to('merge')} state={of('merge')}>
            {seen}
            <Field
              name="into"
              label="Mã phản ánh còn đang xử lý"
              value={opened.similar[0]?.code}
              state={of('merge')}
              required
              maxlength={20}
            />
            <Buttons>
              <Submit tone="late">Gộp {line.code} vào mã này</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
      {may.has('unpublish') ? (
        <Confirm
          label="Rút khỏi sổ công khai"
          warn={`${line.code} sẽ không còn ai xem được trong sổ công khai.`}
          button="Rút"
          action={to('unpublish')}
        >
          {seen}
        </Confirm>
      ) : null}
      {identity && line.state !== 'merged' ? (
        <Folded label="Xem người gửi là ai" open={state.errors.why !== undefined}>
          <Form action={`/console/feedback/${line.code}/identity`} state={state.errors.why ? state : undefined}>
            <Field
              name="why"
              label="Lý do xem"
              hint="Lý do và tên anh/chị được ghi vào nhật ký."
              state={state.errors.why ? state : undefined}
              required
              maxlength={200}
            />
            <Buttons>
              <Submit tone="plain">Xem danh tính</Submit>
            </Buttons>
          </Form>
        </Folded>
      ) : null}
    </section>
  )
}

function Folded({ label, open, children }: { label: string; open: boolean; children: unknown }) {
  return (
    <details class="confirm plain" open={open}>
      <summary>{label}</summary>
      {children}
    </details>
  )
}

/** The answer and the close gate: what the outcome asks for is said beside each outcome. */
function Close({
  opened,
  rules,
  say,
  state,
  photos,
  action,
}: Pick<Props, 'opened' | 'rules' | 'say' | 'photos'> & { state: FormState | undefined; action: string }) {
  const { case: line } = opened
  const kept = photos.length > 0 ? JSON.stringify(photos) : (state?.values.kept ?? '')
  return (
    <Form action={action} state={state} files draft={`answer-${line.code}`} wrong="Xin bổ sung rồi gửi lại:">
      <Hidden values={{ seen: line.revision, kept }} />
      <h3>Trả lời và khép</h3>
      <Select
        name="outcome"
        label="Kết quả"
        state={state}
        empty="Chọn kết quả"
        options={Outcome.options.map((outcome) => ({ value: outcome, label: say(`case.outcome.${outcome}`) }))}
      />
      <TextArea
        name="answer"
        label="Trả lời người dân"
        hint={`Người dân đọc nguyên văn. Nói rõ đã làm gì, khi nào; ít nhất ${rules.gate.answer} ký tự, không còn chỗ trống trong ngoặc nhọn.`}
        state={state}
        rows={6}
        maxlength={6000}
      />
      <details class="confirm plain">
        <summary>Câu mẫu để chép</summary>
        <ul>
          {rules.templates.map(({ title, text, outcome }) => (
            <li>
              <b>{title}</b> ({say(`case.outcome.${outcome}`)}): {text}
            </li>
          ))}
        </ul>
      </details>
      <Field
        name="photo"
        type="file"
        label="Ảnh sau khi xử lý"
        hint="Cần cho “Đã giải quyết”, hoặc thay bằng số văn bản. Tối đa 5 ảnh, mỗi ảnh 8 MB."
        accept="image/jpeg,image/png,image/webp"
        multiple
      />
      {kept && kept !== '[]' ? <p class="soft">Ảnh đã tải lên lần trước được giữ lại.</p> : null}
      <Field name="document" label="Số, ký hiệu văn bản" state={state} maxlength={200} />
      <Select
        name="template"
        label="Mẫu lý do"
        hint="Cần khi từ chối, ngoài thẩm quyền, không liên lạc được."
        state={state}
        empty="Không dùng"
        options={rules.templates
          .filter(({ outcome }) => outcome !== 'resolved' && outcome !== 'transferred')
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Field
        name="body"
        label="Cơ quan có thẩm quyền"
        hint="Cần khi chuyển hoặc ngoài thẩm quyền."
        state={state}
        maxlength={200}
      />
      <Buttons>
        <Submit>Gửi trả lời và khép</Submit>
      </Buttons>
    </Form>
  )
}
