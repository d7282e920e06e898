/** Small drawings that stand beside a word, never alone; hidden from screen readers. */
const SHAPES = {
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  phone: 'M6 3h3l2 5-2.5 1.5a12 12 0 006 6L16 13l5 2v3a3 3 0 01-3 3A15 15 0 013 6a3 3 0 013-3z',
  mic: 'M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM5 11a7 7 0 0014 0M12 18v3',
  camera: 'M4 7h4l2-3h4l2 3h4v13H4zM12 9.5a3.5 3.5 0 110 7 3.5 3.5 0 010-7z',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 9h6v6H9z',
  share: 'M12 15V3M7 8l5-5 5 5M5 13v7h14v-7',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  out: 'M14 4h6v6M20 4l-9 9M10 6H5v13h13v-5',
} as const

export function Icon({ name }: { name: keyof typeof SHAPES }) {
  return <Drawing class="icon" d={SHAPES[name]} size={24} />
}

/** One line drawn in the colour of its text. */
export function Drawing({ d, size, class: name }: { d: string; size: number; class?: string }) {
  return (
    <svg class={name} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={d} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  )
}
