const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The value of an attribute inside a tag's text, or null. */
export function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? null : decode(value)
}

/** Character references, and the `_x000D_` escapes of spreadsheets. */
export function decode(text: string): string {
  const plain = text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
        (whole, hex?: string, decimal?: string, name?: string) => {
          const point = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : null
          if (point !== null) return point <= 0x10ffff ? String.fromCodePoint(point) : ''
          return ENTITIES[name ?? ''] ?? whole
        },
      )
    : text
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain
}

/** The text of a string item: its runs joined, phonetic hints left out. */
export function itemText(xml: string): string {
  let text = ''
  for (const [, run = ''] of xml
    .replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')
    .matchAll(/<(?:\w+:)?t\b[^>]*>([\s\S]*?)<\/(?:\w+:)?t>/g)) {
    text += run
  }
  return decode(text)
}

/** One element found in a stream of XML: the text of its opening tag's attributes, and its content. */
export type Element = { attributes: string; content: string }

/** Elements of one name, one after the other, without holding more of the text than one of them. They may not be nested in themselves. */
export async function* elements(text: AsyncIterable<string>, name: string): AsyncGenerator<Element> {
  const whole = new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'g')
  const begin = new RegExp(`<(?:\\w+:)?${name}[\\s/>]`)
  let rest = ''
  for await (const part of text) {
    rest += part
    whole.lastIndex = 0
    let done = 0
    for (let match = whole.exec(rest); match; match = whole.exec(rest)) {
      done = whole.lastIndex
      yield { attributes: match[1] ?? '', content: match[2] ?? '' }
    }
    rest = rest.slice(done)
    // what is before a first opening tag is of no use; a tag cut in two may be in the last few characters
    const at = rest.search(begin)
    rest = at >= 0 ? rest.slice(at) : rest.slice(-64)
  }
}
