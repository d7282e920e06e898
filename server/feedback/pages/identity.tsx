import type { Context } from 'hono'
import { Facts } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { StaffEnv } from '../../people/staff-door.ts'
import type { Opened } from './around.ts'

type Line = Opened['case']
type Known = { name?: string | undefined; address?: string | undefined; phone?: string | undefined; contact: string }

/** Who sent a report, shown once; and whether they agreed to be called. */
export function identityPage(c: Context<StaffEnv>, line: Line, person: Known) {
  const { code } = line
  return page(
    c,
    { title: `Người gửi ${code}`, help: 'feedback', back: { href: `/console/feedback/${code}`, label: code } },
    <>
      <p class="note">Lần xem này đã được ghi vào nhật ký. Không chụp, không chép ra ngoài.</p>
      {line.consentContact ? null : (
        <p class="note late">Người gửi không đồng ý được liên hệ lại: không gọi, không đến nhà về việc này.</p>
      )}
      <Facts
        facts={[
          ['Họ tên', person.name ?? 'không cho biết'],
          ['Địa chỉ', person.address ?? 'không cho biết'],
          ['Điện thoại', phone(person.phone, line.consentContact)],
          ['Liên hệ qua', CONTACT[person.contact] ?? 'không'],
        ]}
      />
    </>,
  )
}

const CONTACT: Record<string, string> = { chat: 'cuộc trò chuyện (hệ thống tự báo)', phone: 'điện thoại' }

/** A number to press only when its owner agreed to be called. */
function phone(number: string | undefined, mayCall: boolean) {
  if (!number) return 'không cho biết'
  return mayCall ? <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a> : number
}
