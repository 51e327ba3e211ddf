import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createByteNames } from './byteNames.ts'

describe('names by their bytes', () => {
  it('numbers them as a map of texts would, through all growth', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 5 }), { maxLength: 2000 }), (texts) => {
      const names = createByteNames()
      const numbers = new Map<string, number>()
      for (const text of texts) {
        if (!numbers.has(text)) numbers.set(text, numbers.size)
        const bytes = Buffer.from(`x${text}y`)
        expect(names.numberOf(bytes, 1, bytes.length - 1)).toBe(numbers.get(text))
      }
      expect(names.names()).toEqual([...numbers.keys()])
    }), { numRuns: 30 })
  })

  it('keeps a hundred thousand apart', () => {
    const names = createByteNames()
    const bytes = Array.from({ length: 100_000 }, (_, n) => Buffer.from(`sku-${n}`))
    expect(bytes.findIndex((name, n) => names.numberOf(name, 0, name.length) !== n)).toBe(-1)
    expect(names.numberOf(bytes[4711], 0, bytes[4711].length)).toBe(4711)
  })
})
