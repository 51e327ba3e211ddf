import type { Store } from '../store/connect.ts'
import type { Job, Run } from './runs.ts'

export type StepContext = {
  readonly store: Store
  readonly run: Run
  readonly clock: () => Date
  readonly progress: (share: number, words: string) => void
}

/** Every job as one call of its room. */
export const STEPS: Record<Job, (context: StepContext) => Promise<{ readonly [name: string]: unknown }>> = {
  features: async () => ({}),
  personas: async () => ({}),
  recommender: async () => ({}),
  segments: async () => ({}),
  journeys: async () => ({}),
}
