import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** The first view of a visit leaves the focus where the browser put it. */
let firstView = true

/** The heading of a view. It takes the focus when the view changes, so that a screen reader says where we are, and names the window. */
export function Title({ children, text }: { children: ComponentChildren; text?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!firstView) heading.current?.focus({ preventScroll: true })
    firstView = false
  }, [])
  useEffect(() => { document.title = `${text ?? heading.current?.textContent ?? ''} · Lotse` })
  return <h1 ref={heading} tabIndex={-1}>{children}</h1>
}
