import type { ComponentChildren } from 'preact'
import { go, hrefOf, type Route } from '../router.ts'

/** A link to a screen: a real address (long press, new tab, screen readers), but a tap stays inside the app. */
export function Link({
  to,
  children,
  ...rest
}: {
  to: Route
  children: ComponentChildren
  class?: string
  label?: string
}) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={hrefOf(to)} onClick={follow} class={rest.class} aria-label={rest.label}>
      {children}
    </a>
  )
}
