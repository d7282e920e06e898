import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

const SHARE = 0.2 // of the screen's height, that a bar may cover

/** The bar at the thumb. With very large letters it would cover what one reads, so then it stands still at the end of the page. */
export function Bar({ label, two = false, children }: { label: string; two?: boolean; children: ComponentChildren }) {
  const bar = useRef<HTMLElement>(null)
  const [fits, setFits] = useState(true)
  useLayoutEffect(() => {
    const measure = () => setFits((bar.current?.offsetHeight ?? 0) <= window.innerHeight * SHARE)
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  })
  return (
    <aside ref={bar} aria-label={label} class={['bar', two ? 'two' : '', fits ? 'sticky' : ''].join(' ')}>
      {children}
    </aside>
  )
}
