import type { ComponentChildren } from 'preact'
import { inZalo, openPage } from '../zalo.ts'

type Props = { href: string; children: ComponentChildren; class?: string; onFollow?: () => void }

/** A link to another site. In Zalo it opens over the app, which must never leave its own address. */
export function OutLink({ href, children, onFollow, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    onFollow?.()
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
