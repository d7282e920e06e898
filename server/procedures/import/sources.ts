import { readFileSync } from 'node:fs'

/** A record of a file with the place to name when it can't be read. `value` is undefined when the line is no JSON. */
export type Located = { place: string; value: unknown; fault?: string }

/** The records of a JSON file (an array or one object) or a JSONL file, each with `file:line` or `file#n`. Throws when the file can't be opened. */
export function recordsOf(file: string): Located[] {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  const whole = looksWhole(text) ? tryParse(text) : { fault: '' }
  if (!('fault' in whole)) {
    const list: unknown[] = Array.isArray(whole.value) ? whole.value : [whole.value]
    return list.map((value, index) => ({ place: Array.isArray(whole.value) ? `${file}#${index + 1}` : file, value }))
  }
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), place: `${file}:${index + 1}` }))
    .filter(({ line }) => line !== '')
    .map(({ line, place }) => {
      const parsed = tryParse(line)
      return 'fault' in parsed ? { place, value: undefined, fault: parsed.fault } : { place, value: parsed.value }
    })
}

// a JSONL file also begins with `{`; only when its first line is no JSON by itself may the file be one pretty-printed object
function looksWhole(text: string): boolean {
  const first = text.trimStart().split('\n', 1)[0] ?? ''
  return first.startsWith('[') || 'fault' in tryParse(first)
}

function tryParse(text: string): { value: unknown } | { fault: string } {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch (error) {
    return { fault: `không phải JSON (${error instanceof Error ? error.message.slice(0, 80) : ''})` }
  }
}
