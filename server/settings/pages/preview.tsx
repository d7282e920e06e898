import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { Buttons, Field, Form, Hidden, Submit } from '../../console/form.tsx'
import { List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { Unit } from '../../content/schema.ts'
import type { StaffEnv } from '../../people/staff-door.ts'
import type { Change } from '../rules/changes.ts'
import type { Effects } from '../rules/effects.ts'
import type { Preview, SectionState, Wanted } from '../service.ts'

/** What the commune's card of phones and hours says of it. */
export type CardOf = (unit: Unit) => string

/** Old → new, line by line, with what follows from it, before anything is saved. */
export function previewPage(
  c: Context<StaffEnv>,
  { section, plan }: SectionState,
  wanted: Wanted,
  { value, changes, advice, effects, after }: Preview,
  { seen, card }: { seen: number; card: CardOf },
) {
  const path = `/console/unit/${section}`
  const what =
    wanted.kind === 'edit'
      ? 'Xem trước thay đổi'
      : wanted.version === 0
        ? 'Trở về bản trong tệp'
        : `Trở về bản ${wanted.version}`
  const toFile = wanted.kind === 'back' && wanted.version === 0
  const differs = changes.length > 0
  return page(
    c,
    { title: what, help: 'settings', back: { href: path, label: plan.title } },
    <>
      {differs ? <p>Chưa lưu gì cả. Xin xem kỹ rồi bấm Lưu.</p> : null}
      <Changes changes={changes} />
      {(differs ? advice : []).map((text) => (
        <p class="note">{text}</p>
      ))}
      {differs && effects ? <EffectsOf effects={effects} c={c} /> : null}
      {differs && (section === 'desk' || section === 'hotlines') ? (
        <>
          <h2>Người dân sẽ đọc trên điện thoại</h2>
          <p class="said">{card(after.unit)}</p>
        </>
      ) : null}
      {differs || toFile ? (
        <Form action={`${path}/save`}>
          <Hidden
            values={{
              seen,
              ...(wanted.kind === 'edit' ? { value: JSON.stringify(value) } : { back: wanted.version }),
            }}
          />
          <Field
            name="note"
            label="Ghi chú"
            hint="Không bắt buộc: lý do, số văn bản. Còn trong lịch sử."
            maxlength={300}
          />
          <Buttons>
            <Submit>Lưu</Submit>
            {wanted.kind === 'edit' ? (
              <Submit tone="plain" name="act" value="edit">
                Sửa tiếp
              </Submit>
            ) : (
              <a class="button" href={`${path}/history`}>
                Thôi
              </a>
            )}
          </Buttons>
        </Form>
      ) : (
        <Buttons>
          <a class="button" href={path}>
            Quay lại sửa
          </a>
        </Buttons>
      )}
    </>,
  )
}

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <List
      label="Thay đổi"
      rows={changes}
      empty={<p>Không có gì khác với bản đang dùng.</p>}
      columns={[
        { head: 'Mục', main: true, cell: ({ what }) => what },
        { head: 'Hiện nay', cell: ({ from }) => lines(from) },
        { head: 'Sẽ là', cell: ({ to }) => lines(to) },
      ]}
    />
  )
}

/** A value that may have several lines; a dash where there is none. */
export function lines(text: string | null): Child {
  if (text === null) return '–'
  return text.split('\n').map((line, i) => (
    <>
      {i > 0 ? <br /> : null}
      {line}
    </>
  ))
}

function EffectsOf({ effects: { open, others, fresh }, c }: { effects: Effects; c: Context<StaffEnv> }) {
  const { say } = c.var.frame
  return (
    <>
      <h2>Thời hạn</h2>
      <p>
        {open === 0
          ? 'Hiện không có phản ánh nào đang mở.'
          : others === 0
            ? `${open} phản ánh đang mở giữ nguyên hạn.`
            : `${open} phản ánh đang mở giữ nguyên hạn đã hẹn với người dân; nếu nhận lúc này thì ${others} phản ánh trong số đó có hạn khác.`}{' '}
        Hạn chỉ được tính lại, theo cài đặt lúc đó, khi người dân bổ sung, khi gia hạn, đổi loại hoặc báo chưa xong.
        Ngày hẹn trả hồ sơ lấy từ phần mềm một cửa nên không đổi.
      </p>
      {fresh.length > 0 ? (
        <List
          label="Hạn của phản ánh nhận lúc này"
          rows={fresh}
          empty=""
          columns={[
            { head: 'Phản ánh nhận lúc này', main: true, cell: ({ kind }) => say(`case.kind.${kind}`) },
            { head: 'Hạn hiện nay', cell: ({ from }) => from },
            { head: 'Hạn sẽ là', cell: ({ to }) => to },
          ]}
        />
      ) : (
        <p>Phản ánh nhận lúc này có hạn như trước.</p>
      )}
    </>
  )
}
