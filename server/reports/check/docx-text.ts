import mammoth from 'mammoth'
import { problem } from '../../kernel/problem.ts'

/** The text of a DOCX, one paragraph or table cell a line. Throws `report.unreadable`. */
export async function docxText(bytes: Uint8Array): Promise<string> {
  try {
    return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
  } catch {
    throw problem('report.unreadable')
  }
}
