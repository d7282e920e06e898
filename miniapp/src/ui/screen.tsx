import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { restoreScroll } from '../router.ts'
import { words } from '../words.ts'

let arrivedBefore = false

/**
 * The frame of a screen. On arrival the focus moves to its heading, so that a screen reader says where we are (not on the very first
 * screen: there the page itself is read). When `ready`, the scroll position of a visit before comes back; `place` tells apart the
 * addresses that share one screen.
 */
export function Screen({
  title,
  ready = true,
  place = '',
  children,
}: {
  title: string
  ready?: boolean
  place?: string
  children: ComponentChildren
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${words.app}`
  }, [title])
  useLayoutEffect(() => {
    if (arrivedBefore) heading.current?.focus({ preventScroll: true })
    arrivedBefore = true
  }, [])
  useLayoutEffect(() => {
    if (ready) restoreScroll()
  }, [ready, place])
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  )
}
