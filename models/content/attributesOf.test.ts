import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributesOf } from './attributesOf.ts'
import { namesOf, type Description } from './describe.ts'
import { priceBands } from './priceBands.ts'
import { tokensOf, wordsAndPairs } from './tokens.ts'

const item = (title: string, rest: Partial<Description> = {}): Description => ({ title, categories: [], price: null, attributes: {}, ...rest })
const codesOf = ({ offsets, attributes }: ReturnType<typeof attributesOf>, at: number): number[] => [...attributes.subarray(offsets[at], offsets[at + 1])]

describe('tokensOf', () => {
  it('joins the forms of a word, English and German', () => {
    expect(tokensOf('LAMPS Lampen lampe lamp')).toEqual(['lamp', 'lamp', 'lamp', 'lamp'])
    expect(tokensOf('Größe cherries Café GLASS')).toEqual(['gross', 'cherry', 'cafe', 'glass'])
  })

  it('keeps numbers, drops single letters and signs', () => {
    expect(tokensOf('T-Light holder, 6 x 30cm & "A"')).toEqual(['light', 'holder', '6', '30cm'])
    expect(tokensOf(' … ')).toEqual([])
  })

  it('pairs neighbours, each pair once', () => {
    expect(wordsAndPairs('red box red box')).toEqual(['red', 'box', 'red box', 'box red'])
  })
})

describe('namesOf', () => {
  it('names category levels and other attributes, none for what is unknown', () => {
    expect(namesOf(item('Box', { categories: ['Home > Kitchen', 'Home/Gifts'], attributes: { Brand: 'ACME ', size: null, vegan: false } }))).toEqual([
      'title box', 'category home', 'category home/kitchen', 'category home/gifts', 'attribute brand=acme', 'attribute vegan=false',
    ])
  })
})

describe('priceBands', () => {
  it('puts equal prices in one band, distant ones in others, unknown ones in none', () => {
    const bands = priceBands([0, 1, 1, 2, 3, 4, 5, 6, 100, null, NaN])
    expect(bands[1]).toEqual(bands[2])
    expect(bands[0].filter((band) => bands[8].includes(band))).toEqual([])
    expect([bands[0].length, bands[9], bands[10]]).toEqual([2, [], []])
  })
})

describe('attributesOf', () => {
  it('leaves out names that one item alone carries, and gives the undescribed none', () => {
    const x = attributesOf([item('red box'), item('blue box'), null, item('red lamp')])
    // In ascending order: 'title box', 'title red'.
    expect([x.vocabulary, codesOf(x, 0), codesOf(x, 1), codesOf(x, 2), codesOf(x, 3)]).toEqual([2, [0, 1], [0], [], [1]])
  })

  it('has one vocabulary whatever the order of the items', () => {
    const words = fc.array(fc.constantFrom('red', 'blue', 'box', 'lamp', 'tin'), { maxLength: 4 })
    fc.assert(fc.property(fc.array(fc.tuple(words, fc.option(fc.nat(50))), { minLength: 1, maxLength: 12 }), (all) => {
      const items = all.map(([title, price]) => item(title.join(' '), { price }))
      const forth = attributesOf(items)
      const back = attributesOf([...items].reverse())
      expect(back.vocabulary).toBe(forth.vocabulary)
      items.forEach((_, at) => expect(codesOf(back, items.length - 1 - at)).toEqual(codesOf(forth, at)))
    }))
  })
})
