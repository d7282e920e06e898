import type { Context } from 'hono'
import { Buttons } from '../../console/form.tsx'
import { Empty } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { showMoment } from '../../kernel/time.ts'
import type { StaffEnv } from '../../people/staff-door.ts'
import type { SettingsService } from '../service.ts'
import { lines } from './preview.tsx'

type History = Awaited<ReturnType<SettingsService['history']>>

/** Who changed what and when, and the way back to any version. */
export function historyPage(c: Context<StaffEnv>, { state, versions }: History) {
  const { section, plan, last } = state
  const path = `/console/unit/${section}`
  return page(
    c,
    { title: 'Lịch sử', help: 'settings', back: { href: path, label: plan.title } },
    <>
      <p>{plan.title}. Không bản nào bị xóa; trở về một bản cũ cũng là một bản mới.</p>
      {versions.length === 0 ? (
        <Empty>
          <p>Mục này chưa sửa lần nào: đang dùng bản trong tệp của hệ thống.</p>
        </Empty>
      ) : (
        <ol class="timeline" reversed>
          {versions.map((one) => (
            <li>
              <h2>
                Bản {one.version}
                {one === versions[0] ? ' (đang dùng)' : ''}
              </h2>
              <p>
                {one.actorName}, {showMoment(new Date(one.at))}
                {one.origin === 'undo' ? `. Trở về bản ${one.undoOf}` : ''}
                {one.origin === 'file' ? '. Trở về bản trong tệp' : ''}
                {one.note ? `. Ghi chú: ${one.note}` : ''}
              </p>
              {one.changes.length > 0 ? (
                <ul>
                  {one.changes.map(({ what, from, to }) => (
                    <li>
                      {what}: {from === null ? null : <del>{lines(from)}</del>} {from && to ? '→ ' : ''}
                      {to === null ? null : <ins>{lines(to)}</ins>}
                    </li>
                  ))}
                </ul>
              ) : (
                <p class="soft">Không khác bản trước.</p>
              )}
              {one === versions[0] ? null : (
                <p>
                  <a href={one.value === null ? `${path}/back/0` : `${path}/back/${one.version}`}>
                    Trở về bản {one.version}…
                  </a>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {last?.value ? (
        <Buttons>
          <a class="button" href={`${path}/back/0`}>
            Bỏ mọi sửa đổi, dùng bản trong tệp…
          </a>
        </Buttons>
      ) : null}
    </>,
  )
}
