import type { Body, Sender, TrackName, TrackProperties } from './wire.ts'

/** One thing that happened, before it is dressed as an event of the wire format. */
export type Fact = { readonly at: number; readonly owner: number; readonly n: number; readonly from: Sender; readonly body: Body }

/** The facts of one owner (a customer or a stranger), numbered in the order they were written. Nothing after `until` is kept. */
export type Diary = { readonly owner: number; readonly until: number; readonly facts: Fact[]; next: number }

export function note(diary: Diary, at: number, from: Sender, body: Body): void {
  const n = diary.next++
  if (at < diary.until) diary.facts.push({ at: Math.floor(at), owner: diary.owner, n, from, body })
}

export function noteTrack<E extends TrackName>(diary: Diary, at: number, from: Sender, event: E, properties: TrackProperties[E]): void {
  // A generic event name and its own properties belong together, which the union cannot see.
  note(diary, at, from, { type: 'track', event, properties } as Body)
}
