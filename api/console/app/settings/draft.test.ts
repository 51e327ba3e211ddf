import { describe, expect, it } from 'vitest'
import { PersonaSettings } from '../../../../engine/personas/settings.ts'
import { changedOf, draftOf, readDraft } from './draft.ts'

const usual = PersonaSettings.parse({})
const particular = PersonaSettings.parse({
  method: 'mixture', k: { from: 5, to: 9 }, components: 12, blockWeights: { place: 0, value: 2.5 }, exclude: ['category:*', 'store_km'], sensitive: ['gender', 'age'], leastShare: 0.035, undeterminedBelow: 0.07,
  hold: { margin: 0.29, runs: 3 }, fourEyes: true, falseAlarmsPerYear: 0.5,
})
const back = (settings: PersonaSettings) => {
  const read = readDraft(draftOf(settings))
  if ('wrong' in read) throw new Error(read.wrong.join(' '))
  return read.settings
}

describe('settings as they are typed', () => {
  it('come back as they were, and as the API takes them', () => {
    for (const settings of [usual, particular]) {
      expect(back(settings)).toEqual(settings)
      expect(PersonaSettings.parse(back(settings))).toEqual(settings)
      expect(changedOf(settings, back(settings))).toEqual({})
    }
  })
  it('take a comma for a point, and lines with air', () => {
    expect(readDraft({ ...draftOf(usual), falseAlarms: ' 0,25', sensitive: ' gender \n\n zip' })).toMatchObject({ settings: { falseAlarmsPerYear: 0.25, sensitive: ['gender', 'zip'] } })
  })
  it('name what is out of range, is no number, or the wrong way round', () => {
    expect(readDraft({ ...draftOf(usual), from: '9', to: '4' })).toEqual({ wrong: ['to'] })
    expect(readDraft({ ...draftOf(usual), leastPeople: '19', runs: '2.5', margin: 'much', components: '1', falseAlarms: '' })).toEqual({ wrong: ['components', 'leastPeople', 'margin', 'runs', 'falseAlarms'] })
    expect(readDraft({ ...draftOf(usual), weights: { ...draftOf(usual).weights, place: '11' } })).toEqual({ wrong: ['place'] })
  })
  it('send only what was changed', () => {
    expect(changedOf(usual, { ...usual, fourEyes: true, k: { from: 2, to: 8 } })).toEqual({ fourEyes: true, k: { from: 2, to: 8 } })
  })
})
