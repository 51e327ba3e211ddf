import { describe, expect, it } from 'vitest'
import { parseRoute, pathOf, type Route } from './router.tsx'

const back = (route: Route) => {
  const [pathname, search] = pathOf(route).split('?')
  return parseRoute(pathname, search)
}

describe('addresses', () => {
  it('come back as the view they name', () => {
    const routes: Route[] = [
      { view: 'overview' }, { view: 'persona', id: 'a/b ?' }, { view: 'review' }, { view: 'why' }, { view: 'settings' }, { view: 'runs' }, { view: 'run', id: 'r1' }, { view: 'models' }, { view: 'model', id: 'm' },
      { view: 'moves', id: 'r2', since: null }, { view: 'moves', id: 'r2', since: 'r&1' },
      { view: 'compare', a: null, b: null }, { view: 'compare', a: { id: 'p', runId: null }, b: null }, { view: 'compare', a: { id: 'p', runId: 'r1' }, b: { id: 'p', runId: 'r2' } },
    ]
    for (const route of routes) expect(back(route)).toEqual(route)
  })
  it('that name nothing are unknown', () => {
    for (const path of ['/console/nowhere', '/console/personas/a/b', '/console/runs/a/b', '/console/runs/a/moves/c', '/console/settings/a']) expect(parseRoute(path)).toEqual({ view: 'unknown' })
  })
})
