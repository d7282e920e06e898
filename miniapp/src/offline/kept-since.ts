const since = new WeakMap<object, number>()

/** When an answer was kept that comes from this device because the network gave none (milliseconds); null for a fresh one. */
export const keptSince = (answer: object | null): number | null => (answer && since.get(answer)) ?? null

/** Says of an answer that it comes from this device. */
export function asKept<T extends object>(answer: T, at: number): T {
  since.set(answer, at)
  return answer
}
