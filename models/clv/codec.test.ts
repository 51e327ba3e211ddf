import { describe, expect, it } from 'vitest'
import { createRng } from '../rng.ts'
import { decodeBgNbd, decodeGammaGamma, decodeParetoNbd } from './codec.ts'
import { drawHistories } from './drawHistories.ts'
import { fitBgNbd } from './fitBgNbd.ts'
import { fitParetoNbd } from './fitParetoNbd.ts'
import { fitGammaGamma } from './gammaGamma.ts'

const throughJson = (model: unknown): unknown => JSON.parse(JSON.stringify(model))
const customers = (n: number, seed: number) => drawHistories({ kind: 'bg-nbd', r: 0.8, alpha: 8, a: 0.8, b: 2.4 }, { p: 6, q: 4, v: 15 }, new Float64Array(n).fill(52), createRng(seed))

describe('codec', () => {
  it('brings fitted models back bit for bit, those without standard errors too', () => {
    for (const [n, seed] of [[200, 1], [60, 2]]) {
      const drawn = customers(n, seed)
      for (const kind of ['bg-nbd', 'mbg-nbd'] as const) {
        const model = fitBgNbd(drawn, kind)
        expect(model).not.toBeNull()
        expect(decodeBgNbd(throughJson(model))).toEqual(model)
      }
      const [spend, pareto] = [fitGammaGamma(drawn), fitParetoNbd(drawn)]
      expect(decodeGammaGamma(throughJson(spend))).toEqual(spend)
      expect(decodeParetoNbd(throughJson(pareto))).toEqual(pareto)
    }
    const alone = fitBgNbd({ frequency: [1], recency: [2], age: [2] })
    expect(alone?.standardErrors).toBeNull()
    expect(decodeBgNbd(throughJson(alone))).toEqual(alone)
  })
  it('names what is wrong', () => {
    const model = fitBgNbd(customers(200, 1))
    expect(() => decodeGammaGamma(throughJson(model))).toThrow('kind is "bg-nbd", not gamma-gamma')
    expect(() => decodeBgNbd({ ...model, alpha: 0 })).toThrow('alpha is 0')
    expect(() => decodeBgNbd({ ...model, a: '1' })).toThrow('a is "1"')
    expect(() => decodeBgNbd({ ...model, standardErrors: { r: 1 } })).toThrow('alpha is undefined')
    expect(() => decodeBgNbd({ ...model, converged: 1 })).toThrow('converged')
    expect(() => decodeBgNbd('bg-nbd')).toThrow('an object')
  })
})
