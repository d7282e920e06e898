/**
 * How much a finding weighs. `error`: the content must not go out like this. `warning`: an editor should look.
 * `review`: the text was true once, its source has moved on since; only time makes these, so they never fail a build.
 */
export type Level = 'error' | 'warning' | 'review'

/** One finding, told as `file: where: what`. */
export type Fault = { level: Level; rule: string; file: string; where: string; what: string }

/** Where a rule puts its findings: bound to one rule and one file, so that each line of a rule says only where and what. */
export type Tell = {
  error(where: string, what: string): void
  warning(where: string, what: string): void
  review(where: string, what: string): void
}

/** A `Tell` that appends to the list. */
export function teller(faults: Fault[], rule: string, file: string): Tell {
  const at = (level: Level) => (where: string, what: string) => {
    faults.push({ level, rule, file, where, what })
  }
  return { error: at('error'), warning: at('warning'), review: at('review') }
}

/** `guides/1.001193.md: time: …`. */
export function line({ file, where, what }: Fault): string {
  return `${file}: ${where}: ${what}`
}
