import { hrefOf } from '../router.ts'
import { appId, inZalo } from '../zalo.ts'

/** The address that opens a report from outside; whoever has it sees the report. Zalo's own links carry no fragment. */
export function linkTo(code: string, secret: string): string {
  if (!inZalo) return location.origin + hrefOf({ at: 'case', code, secret })
  return `https://zalo.me/s/${appId}/?${new URLSearchParams({ 'phan-anh': code, khoa: secret })}`
}
