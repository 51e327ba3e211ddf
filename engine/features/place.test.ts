import { describe, expect, it } from 'vitest'
import { newId, type CustomerId } from '../ids.ts'
import type { Home } from './homes.ts'
import { fitPlace, LEAST_IN_REGION, putPlace } from './place.ts'
import type { Places } from './places.ts'
import { createRaw } from './raw.ts'

const STORE = { lat: 50, lon: 10 }
/** One and two degrees of the meridian from the store: 111.195 km each. */
const PLACES: Places = { centres: new Map([['DE|Near', { lat: 51, lon: 10 }], ['DE|Far', { lat: 52, lon: 10 }]]), stores: [STORE] }
const DEGREE = (Math.PI / 180) * 6371.0088

const home = (place: Partial<Home>): Home => ({ personId: newId<CustomerId>(new Date(0)), country: 'DE', region: 'North', city: null, lat: null, lon: null, ...place })
const times = (n: number, place: Partial<Home>) => Array.from({ length: n }, () => home(place))

function placed(homes: readonly Home[], basisHomes = homes) {
  const { basis, towns } = fitPlace(basisHomes, PLACES)
  const raw = createRaw(homes.map(({ personId }) => personId))
  putPlace(raw, homes, towns, basis)
  return (name: string) => [...raw.figures.get(name)!]
}

describe('place', () => {
  it('measures from the own door, else from the town', () => {
    const [door, town] = placed([home({ city: 'Far', lat: 50, lon: 10 }), home({ city: 'Far' })])('store_km')
    expect(door).toBe(0)
    expect(town).toBeCloseTo(2 * DEGREE, 6)
  })

  it('takes the mean of the region for who keeps the exact place private', () => {
    const homes = [...times(15, { city: 'Near' }), ...times(5, { city: 'Far' }), home({})]
    const figures = placed(homes)
    expect(figures('store_km')[20]).toBeCloseTo(((15 * 1 + 5 * 2) / 20) * DEGREE, 6)
    expect(figures('urbanity')[20]).toBeCloseTo((15 * Math.log10(15) + 5 * Math.log10(5)) / 20, 12)
    expect(figures('urbanity')[0]).toBeCloseTo(Math.log10(15), 12)
  })

  it('says nothing where fewer than twenty of the region allow more, or of another region of that name', () => {
    const few = [...times(LEAST_IN_REGION - 1, { city: 'Near' }), home({})]
    expect(placed(few)('store_km').at(-1)).toBeNaN()
    expect(placed(few)('urbanity').at(-1)).toBeNaN()
    const abroad = [...times(LEAST_IN_REGION, { city: 'Near' }), home({ country: 'AT' })]
    expect(placed(abroad)('store_km').at(-1)).toBeNaN()
  })

  it('makes columns of frequent countries and regions', () => {
    const homes = [...times(90, {}), ...times(9, { country: 'AT', region: 'East' }), home({ country: 'CH', region: 'South' }), home({ country: null, region: null })]
    const figures = placed(homes)
    expect(figures('abroad').slice(-12)).toEqual([0, ...Array(9).fill(1), 1, NaN])
    expect(figures('country:AT').slice(-3)).toEqual([1, 0, NaN])
    expect(fitPlace(homes, PLACES).basis).toMatchObject({ home: 'DE', countries: ['AT', 'DE'], regions: ['East', 'North'] })
  })

  it('knows a newcomer to an unknown town by their region', () => {
    const basis = times(LEAST_IN_REGION, { city: 'Near' })
    expect(placed([home({ city: 'New' })], basis)('urbanity')[0]).toBeCloseTo(Math.log10(20), 12)
  })
})
