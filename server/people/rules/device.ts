const SYSTEMS: ReadonlyArray<readonly [RegExp, string]> = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone/iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
]
const BROWSERS: ReadonlyArray<readonly [RegExp, string]> = [
  [/Edg\//, 'Edge'],
  [/coc_coc_browser/i, 'Cốc Cốc'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** Browser and system in two words, from the `User-Agent`, so that a person knows their own devices: `Chrome, Android`. */
export function deviceOf(agent: string | undefined): string {
  const pick = (list: typeof SYSTEMS) => list.find(([sign]) => sign.test(agent ?? ''))?.[1]
  return [pick(BROWSERS), pick(SYSTEMS)].filter(Boolean).join(', ') || 'Thiết bị khác'
}
