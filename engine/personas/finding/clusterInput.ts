import type { FeatureColumn, FeatureGroup } from '../../features/column.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import { createMatrix, selectRows, type Matrix } from '../../../models/matrix.ts'
import { isExcluded } from '../settings.ts'

/**
 * How much and how lately, rather than how: a persona is told from the others by habits and taste. Volume is told of each persona beside
 * it, and decides nothing while there are habits to go by, or every persona would fall into a busy and a quiet half.
 */
const VOLUME: ReadonlySet<string> = new Set(['orders', 'revenue', 'distinct_items', 'sessions', 'recency_days', 'tenure_days', 'gap_days', 'gap_spread'])

/** Columns that repeat another one, or speak of the shop rather than of its customer. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'nps_last', 'view_to_buy', 'late_share', 'orders_365d', 'revenue_365d', 'visits_30d', 'visits_90d', 'visit_gap_days', 'visit_gap_spread', 'search_share', 'first_contact_resolution', 'resolution_hours',
  'last_order_days', 'net_order_value', 'rfm_recency', 'rfm_frequency', 'rfm_money', 'alive', 'orders_next_90d', 'orders_next_365d', 'next_order_days', 'clv_365d',
])

/** A share less reliable than this is largely luck, which scaling would stretch as wide as any habit: people would be told apart by when they happened to come. */
const LEAST_RELIABLE = 0.6

/** One column per place: distances between them mean nothing, and many of them would draw the map instead of people. */
const ONE_PER_PLACE = /^(country|region):/

/** What people like has as many sides as there are columns of it. */
const TASTE = /^(category|taste):/

/** With fewer kinds of habits than this (every category is one, all hours are one), volume counts too: a shop that records orders only, or visits only. */
const LEAST_HABITS = 10
/** Of the chosen columns a person must have so many to help shape the groups; the others are only put into the nearest. */
const LEAST_KNOWN = 0.7
/** A column known of fewer people than this share says more about who is known than about them. */
const LEAST_PRESENT = 0.1

export type ClusterInput = {
  readonly columns: readonly FeatureColumn[]
  /** n × d, NaN for missing, as the features are. */
  readonly x: Matrix
  /** The rows of people known well enough to shape the groups. */
  readonly shaping: Int32Array
}

/** Which columns and people the clustering goes by. Constant and almost empty columns, excluded ones and those of a block without weight stay in the table and out of here. */
export function chooseInput({ columns, x }: Pick<FeatureMatrix, 'columns' | 'x'>, exclude: readonly string[] = [], weights: Readonly<Partial<Record<FeatureGroup, number>>> = {}): ClusterInput {
  // Topics are there because categories don't tell what people like.
  const topics = columns.some(({ name }) => name.startsWith('taste:'))
  const useful = columns.flatMap(({ name, group, reliability = 1 }, j) => {
    const silent = LEFT_OUT.has(name) || ONE_PER_PLACE.test(name) || (topics && name.startsWith('category:')) || isExcluded(exclude, name) || weights[group] === 0
    return silent || reliability < LEAST_RELIABLE || !varies(x, j) ? [] : [j]
  })
  const habits = useful.filter((j) => !VOLUME.has(columns[j]!.name))
  return pick(columns, x, kindsOf(columns, habits) >= LEAST_HABITS ? habits : useful)
}

function kindsOf(columns: readonly FeatureColumn[], chosen: readonly number[]): number {
  return new Set(chosen.map((j) => (TASTE.test(columns[j]!.name) ? columns[j]!.name : columns[j]!.name.split(':')[0]))).size
}

function pick(columns: readonly FeatureColumn[], x: Matrix, chosen: readonly number[]): ClusterInput {
  const picked = createMatrix(x.rows, chosen.length)
  const shaping: number[] = []
  for (let i = 0; i < x.rows; i++) {
    let known = 0
    chosen.forEach((j, at) => {
      const value = x.data[i * x.cols + j]!
      picked.data[i * chosen.length + at] = value
      if (!Number.isNaN(value)) known++
    })
    if (known >= LEAST_KNOWN * chosen.length) shaping.push(i)
  }
  return { columns: chosen.map((j) => columns[j]!), x: picked, shaping: Int32Array.from(shaping) }
}

export function shapingRows({ x, shaping }: ClusterInput): Matrix {
  return shaping.length === x.rows ? x : selectRows(x, shaping)
}

/** True when enough people have a value and not all of them the same. */
function varies(x: Matrix, j: number): boolean {
  let known = 0
  let different = false
  let first = NaN
  for (let at = j; at < x.data.length; at += x.cols) {
    const value = x.data[at]!
    if (Number.isNaN(value)) continue
    if (known++ === 0) first = value
    else if (value !== first) different = true
  }
  return different && known >= LEAST_PRESENT * x.rows
}
