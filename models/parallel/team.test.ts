import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { createRng } from '../rng.ts'
import { computeAlone } from './alone.ts'
import { createArena } from './arena.ts'
import { multiply } from './gemmRows.ts'
import { openTeam } from './team.ts'
import type { Compute } from './work.ts'

describe('arena', () => {
  it('grows, keeps what is there and takes blocks back', () => {
    const arena = createArena()
    const first = arena.floats(4)
    first.set([1, 2, 3, 4])
    const inside = arena.within(() => arena.floats(100_000).byteOffset)
    expect(arena.ints(1).byteOffset).toBe(inside)
    expect([...first]).toEqual([1, 2, 3, 4])
    expect(first.byteOffset % 64).toBe(0)
    expect(() => arena.bytes(2 ** 32)).toThrow(RangeError)
  })
})

function product(compute: Compute): Float32Array {
  const [m, n, k] = [301, 50, 33]
  const rng = createRng(1)
  const a = compute.arena.floats(m * k)
  const b = compute.arena.floats(k * n)
  for (const matrix of [a, b]) for (let at = 0; at < matrix.length; at++) matrix[at] = rng()
  const c = compute.arena.floats(m * n).fill(0)
  multiply(compute, {
    m, n, k, alpha: 1, upper: false,
    a: { at: a.byteOffset, row: k, column: 1 }, b: { at: b.byteOffset, row: n, column: 1 }, c: c.byteOffset,
  })
  return c.slice()
}

describe.skipIf(!existsSync(new URL('../../dist/kernelThread.js', import.meta.url)))('team (after npm run build)', () => {
  const alone = openTeam(1)
  const team = openTeam(3)
  afterAll(() => Promise.all([alone.close(), team.close()]))

  it('runs compiled kernels', () => {
    expect(team.engine).toMatch(/SIMD/)
    expect(team.threads).toBe(3)
  })

  it('gives the same bytes on any number of threads, job after job', () => {
    const expected = product(alone)
    for (let round = 0; round < 50; round++) expect(product(team)).toEqual(expected)
  })

  it('agrees with typed arrays', () => {
    const expected = product(computeAlone())
    product(team).forEach((value, at) => expect(value).toBeCloseTo(expected[at], 3))
  })

  it('ends a job that fails and says so', () => {
    const broken = { task: 'gemmRows' as const, items: 8, chunk: 1, scratch: 0, args: [8, 8, 2 ** 32 - 8, 2 ** 32 - 8, 1, 1, 64, 1, 1, 64, 8, 1, 0] }
    expect(() => team.run(broken)).toThrow(/memory|thread/i)
  })
})

describe('alone', () => {
  it('needs nothing that is built', () => {
    expect(computeAlone().engine).toBe('typed arrays')
    expect(product(computeAlone())[0]).toBeGreaterThan(0)
  })
})
