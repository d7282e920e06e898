/** Smiling broadly, smiling, sad: drawn in the colour of its mood, always beside its word. */
const MOUTHS = { very: 'M9 14a7.5 7.5 0 0014 0z', good: 'M10 19.5q6 4.5 12 0', bad: 'M10 22.5q6-5.5 12 0' } as const

export function Face({ mood }: { mood: keyof typeof MOUTHS }) {
  return (
    <svg class={`face ${mood}`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" stroke-width="2" />
      <circle cx="11" cy="12" r="1.8" fill="currentColor" />
      <circle cx="21" cy="12" r="1.8" fill="currentColor" />
      <path
        d={MOUTHS[mood]}
        fill={mood === 'very' ? 'currentColor' : 'none'}
        transform={mood === 'very' ? 'translate(0 2.5)' : undefined}
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
