import type { ComponentChildren, TargetedMouseEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A persona, as one run found it where the run is named. */
export type Asked = { readonly id: string; readonly runId: string | null }

/** What the address names. */
export type Route =
  | { readonly view: 'overview' }
  | { readonly view: 'persona'; readonly id: string }
  | { readonly view: 'compare'; readonly a: Asked | null; readonly b: Asked | null }
  | { readonly view: 'review' }
  | { readonly view: 'why' }
  | { readonly view: 'settings' }
  | { readonly view: 'runs' }
  | { readonly view: 'run'; readonly id: string }
  | { readonly view: 'moves'; readonly id: string; readonly since: string | null }
  | { readonly view: 'models' }
  | { readonly view: 'model'; readonly id: string }
  | { readonly view: 'unknown' }

const BASE = '/console'
const UNKNOWN: Route = { view: 'unknown' }

export function parseRoute(pathname: string, search = ''): Route {
  const [first, second, third, ...rest] = pathname.slice(BASE.length).split('/').filter((part) => part !== '').map(decodeURIComponent)
  const query = new URLSearchParams(search)
  if (rest.length > 0) return UNKNOWN
  if (third !== undefined) return first === 'runs' && second !== undefined && third === 'moves' ? { view: 'moves', id: second, since: query.get('since') } : UNKNOWN
  if (second !== undefined) {
    switch (first) {
      case 'personas': return { view: 'persona', id: second }
      case 'runs': return { view: 'run', id: second }
      case 'models': return { view: 'model', id: second }
      default: return UNKNOWN
    }
  }
  switch (first) {
    case undefined: case 'personas': return { view: 'overview' }
    case 'compare': return { view: 'compare', a: asked(query, 'a', 'runA'), b: asked(query, 'b', 'runB') }
    case 'review': case 'why': case 'settings': case 'runs': case 'models': return { view: first }
    default: return UNKNOWN
  }
}

function asked(query: URLSearchParams, name: string, run: string): Asked | null {
  const id = query.get(name)
  return id === null || id === '' ? null : { id, runId: query.get(run) }
}

export function pathOf(route: Route): string {
  switch (route.view) {
    case 'overview': case 'unknown': return BASE
    case 'persona': return `${BASE}/personas/${encodeURIComponent(route.id)}`
    case 'run': return `${BASE}/runs/${encodeURIComponent(route.id)}`
    case 'moves': return `${BASE}/runs/${encodeURIComponent(route.id)}/moves${route.since === null ? '' : `?since=${encodeURIComponent(route.since)}`}`
    case 'model': return `${BASE}/models/${encodeURIComponent(route.id)}`
    case 'compare': {
      const query = new URLSearchParams(Object.entries({ a: route.a?.id, runA: route.a?.runId, b: route.b?.id, runB: route.b?.runId }).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, value]])))
      return query.size === 0 ? `${BASE}/compare` : `${BASE}/compare?${query}`
    }
    case 'review': case 'why': case 'settings': case 'runs': case 'models': return `${BASE}/${route.view}`
  }
}

/** keep: the reader stays where they are on the page. */
export function go(route: Route, { keep = false }: { keep?: boolean } = {}): void {
  history.pushState(null, '', pathOf(route))
  dispatchEvent(new PopStateEvent('popstate'))
  if (!keep) scrollTo(0, 0)
}

export function useRoute(): Route {
  const [at, setAt] = useState(location.pathname + location.search)
  useEffect(() => {
    const follow = () => setAt(location.pathname + location.search)
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const [pathname, search] = at.split('?')
  return parseRoute(pathname, search)
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
