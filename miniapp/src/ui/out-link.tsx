import type { ComponentChildren } from 'preact'
import { inZalo, openPage } from '../zalo.ts'

/** A link to another site. In Zalo it opens over the app, which must never leave its own address. */
export function OutLink({ href, children, ...rest }: { href: string; children: ComponentChildren; class?: string }) {
  const follow = (event: MouseEvent) => {
    if (!inZalo) return
    event.preventDefault()
    void openPage(href)
  }
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" onClick={follow} class={rest.class}>
      {children}
    </a>
  )
}
