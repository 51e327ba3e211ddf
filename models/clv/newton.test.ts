import { describe, expect, it } from 'vitest'
import { inverseDiagonal, minimise, type Objective } from './newton.ts'

/** Minimum 0 at (1, 1) at the end of a bent valley. */
const rosenbrock: Objective = ([x, y], gradient) => {
  gradient.set([-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)])
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2
}

describe('minimise', () => {
  it('finds the end of the valley', () => {
    const { at, value, converged } = minimise(rosenbrock, [-1.2, 1])
    expect(converged).toBe(true)
    expect(value).toBeLessThan(1e-20)
    expect(Array.from(at)).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)])
  })
  it('leaves a hill top', () => {
    const { at, converged } = minimise(([x], gradient) => {
      gradient[0] = x ** 3 - x
      return x ** 4 / 4 - x * x / 2
    }, [0.01])
    expect(converged).toBe(true)
    expect(at[0]).toBeCloseTo(1, 8)
  })
  it('says that it found no end where there is none', () => {
    const { at, converged } = minimise(([x], gradient) => {
      gradient[0] = -1
      return -x
    }, [0])
    expect(converged).toBe(false)
    expect(at[0]).toBeGreaterThan(100)
  })
  it('inverts the Hessian for the spread of estimates', () => {
    expect(Array.from(inverseDiagonal(Float64Array.of(2, 1, 1, 2), 2) ?? [])).toEqual([expect.closeTo(2 / 3, 14), expect.closeTo(2 / 3, 14)])
    expect(inverseDiagonal(Float64Array.of(1, 2, 2, 1), 2)).toBeNull()
  })
})
