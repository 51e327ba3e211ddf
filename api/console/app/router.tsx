import type { ComponentChildren, TargetedMouseEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** What the address names. */
export type Route =
  | { readonly view: 'overview' }
  | { readonly view: 'persona'; readonly id: string }
  | { readonly view: 'runs' }
  | { readonly view: 'run'; readonly id: string }
  | { readonly view: 'models' }
  | { readonly view: 'model'; readonly id: string }
  | { readonly view: 'unknown' }

const BASE = '/console'

export function parseRoute(pathname: string): Route {
  const [first, second, ...rest] = pathname.slice(BASE.length).split('/').filter((part) => part !== '').map(decodeURIComponent)
  if (first === undefined) return { view: 'overview' }
  if (rest.length > 0) return { view: 'unknown' }
  if (first === 'personas') return second === undefined ? { view: 'overview' } : { view: 'persona', id: second }
  if (first === 'runs') return second === undefined ? { view: 'runs' } : { view: 'run', id: second }
  if (first === 'models') return second === undefined ? { view: 'models' } : { view: 'model', id: second }
  return { view: 'unknown' }
}

export function pathOf(route: Route): string {
  switch (route.view) {
    case 'overview': return BASE
    case 'persona': return `${BASE}/personas/${encodeURIComponent(route.id)}`
    case 'runs': return `${BASE}/runs`
    case 'run': return `${BASE}/runs/${encodeURIComponent(route.id)}`
    case 'models': return `${BASE}/models`
    case 'model': return `${BASE}/models/${encodeURIComponent(route.id)}`
    case 'unknown': return BASE
  }
}

export function go(route: Route): void {
  history.pushState(null, '', pathOf(route))
  dispatchEvent(new PopStateEvent('popstate'))
  scrollTo(0, 0)
}

export function useRoute(): Route {
  const [pathname, setPathname] = useState(location.pathname)
  useEffect(() => {
    const follow = () => setPathname(location.pathname)
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  return parseRoute(pathname)
}

type LinkProps = { to: Route; class?: string; current?: boolean; children: ComponentChildren }

/** A real link: opens in a new tab when asked to, and without loading the page anew otherwise. */
export function Link({ to, class: className, current, children }: LinkProps) {
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return <a href={pathOf(to)} class={className} aria-current={current === true ? 'page' : undefined} onClick={follow}>{children}</a>
}
