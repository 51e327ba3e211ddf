import { describe, expect, it } from 'vitest'
import { keptBack } from './keptBack.ts'

const stand = (key: string, people: number | null) => ({ key, personaId: key, name: key, people })

describe('people whose way is not shown', () => {
  const flows = [{ from: 'a', to: 'a', people: 80 }, { from: 'b', to: 'a', people: 20 }]
  it('are what the shown flows of a place lack, by hand: 100 − 80 of a, 300 − 20 of b before; nobody of a after', () => {
    expect(keptBack({ before: [stand('a', 100), stand('b', 300)], after: [stand('a', 110), stand('b', 50)], flows }))
      .toEqual([{ from: 'a', to: 'hidden', people: 20 }, { from: 'b', to: 'hidden', people: 280 }, { from: 'hidden', to: 'b', people: 50 }])
  })
  it('are unknown where a place is not counted', () => {
    expect(keptBack({ before: [stand('b', null)], after: [stand('a', null)], flows })).toEqual([])
  })
})
