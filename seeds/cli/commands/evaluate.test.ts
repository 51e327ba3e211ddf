import { describe, expect, it } from 'vitest'
import { folderOf } from '../../evaluate/testing/folder.ts'
import type { Output } from '../output.ts'
import { evaluateCommand } from './evaluate.ts'

const files = { 'train.txt': '0 0 1\n1 1 2\n', 'test.txt': '0 2\n1 0\n' }

async function call(given: string[], options = { seed: '1', search: '60' }): Promise<{ value: object; lines: readonly string[] }> {
  const results: { value: object; lines: readonly string[] }[] = []
  const output: Output = { json: true, say: () => {}, result: (value, lines) => { results.push({ value, lines: lines() }) }, bar: () => ({ update: () => {}, stop: () => {} }) }
  await evaluateCommand.run(output, given, options)
  expect(results).toHaveLength(1)
  return results[0]
}

describe('lotse evaluate', () => {
  it('gives the object of the contract, and lines a person can read', async () => {
    const { value, lines } = await call(['gowalla', folderOf(files)])
    expect(value).toMatchObject({ protocol: 'gowalla', chosen: 'item lists', seed: 1, result: { 'recall@20': 1, n: 2 }, baselines: { popularity: { 'recall@20': 1 } }, data: { users: 2 } })
    for (const name of ['settings', 'seconds', 'peakMemoryMB', 'hardware', 'cost.seconds.search', 'cost.seconds.fit', 'cost.peakMB.fit']) expect(value).toHaveProperty(name)
    expect(lines.join('\n')).toContain('recall@20 1.0000')
  })

  it('repeats itself under a seed', async () => {
    const folder = folderOf(files)
    const figures = async () => ({ ...(await call(['gowalla', folder], { seed: '4', search: '60' })).value, cost: null, seconds: 0, peakMemoryMB: 0 })
    expect(await figures()).toEqual(await figures())
  })

  it('says which protocols there are, and what a path must be', async () => {
    await expect(call(['netflix', '.'])).rejects.toThrow(/netflix.*online-retail, retailrocket, gowalla/)
    await expect(call(['ncf'])).rejects.toThrow(/test\.negative/)
    await expect(call(['persona-life', 'many'])).rejects.toMatchObject({ kind: 'input', code: 'wrong_number' })
    await expect(call(['gowalla', folderOf({ 'train.txt': '0 1\n' })])).rejects.toMatchObject({ kind: 'input', code: 'file_missing' })
  })
})
