import { describe, expect, it } from 'vitest'
import { citiesOf } from './cities.ts'

const place = (city: string, customers: number, country: string | null = 'DE') => ({ city, country, lat: 50, lon: 10, customers })
const persona = (id: string, places: ReturnType<typeof place>[]) => ({ id, facts: { places } })

describe('citiesOf', () => {
  it('adds up the personas of a city, largest city first, most members first', () => {
    const rows = citiesOf([persona('a', [place('Köln', 30), place('Ulm', 10)]), persona('b', [place('Köln', 50)])])
    expect(rows.map((row) => [row.city, row.customers])).toEqual([['Köln', 80], ['Ulm', 10]])
    expect(rows[0].members).toEqual([{ id: 'b', customers: 50 }, { id: 'a', customers: 30 }])
  })
  it('names the persona that is over-represented, not the largest one', () => {
    const rows = citiesOf([persona('large', [place('Wien', 400), place('Graz', 1600)]), persona('small', [place('Wien', 300), place('Graz', 100)])])
    expect(rows.find((row) => row.city === 'Wien')?.typical).toBe('small')
    expect(rows.find((row) => row.city === 'Graz')?.typical).toBe('large')
  })
  it('lets a handful of people in a village not outweigh a stronghold', () => {
    const rows = citiesOf([persona('a', [place('Köln', 500), place('Dorf', 5)]), persona('b', [place('Köln', 495)])])
    // 5 of 5 would be twice the usual share; with 20 customers as everywhere added it is 1.2 times.
    expect(rows.find((row) => row.city === 'Dorf')?.typical).toBe('a')
    expect(rows.find((row) => row.city === 'Köln')?.typical).toBe('b')
  })
  it('keeps cities of one name in two countries apart', () => {
    expect(citiesOf([persona('a', [place('Frankfurt', 9, 'DE'), place('Frankfurt', 7, 'US')])])).toHaveLength(2)
  })
  it('has no cities where nobody tells one', () => {
    expect(citiesOf([persona('a', [])])).toEqual([])
  })
})
