import { readFileSync } from 'node:fs'
import path from 'node:path'
import { customerSplit, rowsOf } from './split.ts'
import type { Split } from './split.ts'

/** By name: the folder of the data it is made of, and how. */
export const splits: Readonly<Record<SplitName, { readonly folder: string; readonly about: string; readonly read: (folder: string) => Split }>> = {
  'ml-100k': { folder: 'ml-100k', about: 'MovieLens-100k, the 75/25 split of Microsoft Recommenders, every rating counts as one', read: readMovieLens100k },
  'ml-1m': { folder: 'ml-1m', about: "MovieLens-1M, each customer's last fifth held out", read: (folder) => readSequences(folder, 'sasrec_sequences.txt', 'ml-1m', 0.2) },
  beauty: { folder: 'amazon-beauty', about: "Amazon Beauty, each customer's last item held out", read: readBeauty },
  gowalla: { folder: 'gowalla', about: 'Gowalla, the LightGCN split', read: readGowalla },
  diginetica: { folder: 'diginetica', about: 'Diginetica, the SR-GNN split, every prefix of the test sessions', read: readDiginetica },
}
export type SplitName = 'ml-100k' | 'ml-1m' | 'beauty' | 'gowalla' | 'diginetica'

function linesOf(folder: string, name: string): string[] {
  return readFileSync(path.join(folder, name), 'utf8').trim().split('\n')
}

function readGowalla(folder: string): Split {
  const lists = (name: string): number[][] => {
    const read: number[][] = []
    for (const line of linesOf(folder, name)) {
      const [user, ...items] = line.trim().split(' ').map(Number)
      read[user] = [...new Set(items)]
    }
    return read
  }
  const [train, test] = [lists('train.txt'), lists('test.txt')]
  return customerSplit('gowalla', countOf(train, test), train, test)
}

function readMovieLens100k(folder: string): Split {
  const lists = (name: string): number[][] => {
    const read: number[][] = Array.from({ length: 943 }, () => [])
    for (const line of linesOf(folder, name)) {
      const [user, item] = line.split('\t').map(Number)
      read[user - 1].push(item - 1)
    }
    return read
  }
  const [train, test] = [lists('msrec_train.tsv'), lists('msrec_test.tsv')]
  return customerSplit('ml-100k', countOf(train, test), train, test)
}

/** Pairs of customer and item, numbered from 1, each customer's in time order. */
function readSequences(folder: string, file: string, name: string, share: number): Split {
  const all: number[][] = []
  for (const line of linesOf(folder, file)) {
    const [user, item] = line.split(' ').map(Number)
    ;(all[user - 1] ??= []).push(item - 1)
  }
  const kept = all.map((items) => items.length - Math.max(1, Math.floor(items.length * share)))
  return customerSplit(name, countOf(all), all.map((items, u) => items.slice(0, kept[u])), all.map((items, u) => items.slice(kept[u])))
}

function readBeauty(folder: string): Split {
  const all = linesOf(folder, 'Beauty.txt').map((line) => [...new Set(line.split(' ').slice(1).map((item) => Number(item) - 1))])
  return customerSplit('beauty', countOf(all), all.map((items) => items.slice(0, -1)), all.map((items) => items.slice(-1)))
}

function readDiginetica(folder: string): Split {
  const train = linesOf(folder, 'all_train_seq.txt').map((line) => line.split(' ').map(Number))
  const cases = linesOf(folder, 'test_prefix_target.txt').map((line) => line.split('\t').map((part) => part.split(' ').map(Number)))
  return {
    name: 'diginetica', items: countOf(train, ...cases), mask: false, train: rowsOf(train), queries: rowsOf(cases.map(([order]) => order)),
    wanted: rowsOf(cases.map(([, next]) => next)), rowOfQuery: new Int32Array(cases.length).fill(-1),
  }
}

function countOf(...parts: readonly (readonly (readonly number[])[])[]): number {
  let last = -1
  for (const lists of parts) for (const list of lists) for (const item of list) if (item > last) last = item
  return last + 1
}
