import type { ReviewReason } from './review.ts'

/** Why a guide is not simply current, in one clause for editors. */
export function reasonText(reason: ReviewReason): string {
  switch (reason.kind) {
    case 'decision':
      return `viết theo ${reason.reviewed ?? '(không ghi quyết định)'}, bản ghi nay theo ${reason.current ?? '(không ghi quyết định)'}`
    case 'facts':
      return 'thời hạn, lệ phí hoặc giấy tờ trong bản ghi đã đổi từ lần rà soát trước'
    case 'starts':
      return `có hiệu lực từ ${reason.on}`
    case 'ended':
      return `hết hiệu lực sau ${reason.on}`
    case 'replaced':
      return `thủ tục đã được thay${reason.by.length > 0 ? ` bằng ${reason.by.join(', ')}` : ''}`
  }
}
