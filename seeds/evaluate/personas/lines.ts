import type { Interval } from '../../../models/bootstrap.ts'
import type { Figures, Gains } from '../figures.ts'
import type { PersonasEvaluation } from './evaluatePersonas.ts'
import type { Agreement, Found } from './found.ts'
import type { Prediction } from './predict.ts'
import type { SensitiveFinding } from './sensitive.ts'

const TITLE = 34
const digits = (value: number) => value.toFixed(4)
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const range = ({ mean, low, high }: Interval) => `${digits(mean)} [${digits(low)}, ${digits(high)}]`
const row = (title: string, { intervals, ...figures }: Figures) =>
  `${title.padEnd(TITLE)}${Object.entries(intervals).map(([metric, [low, high]]) => `${metric.toUpperCase()} ${range({ mean: Number(figures[metric]), low, high })}`).join('   ')}`
const gain = (title: string, gains: Gains) => `  ${title.padEnd(TITLE - 2)}${Object.entries(gains).map(([metric, interval]) => `${metric.toUpperCase()} ${range(interval)}`).join('   ')}`

/** The evaluation in lines for a person. */
export function personasLines({ data: { name, split, ...counts }, found, predictions, sensitive, seed }: PersonasEvaluation): string[] {
  return [
    `personas of ${name}: ${Object.entries(counts).map(([fact, n]) => `${n} ${fact}`).join(', ')}. Seed ${seed}; intervals are 95 % bootstrap intervals over people`, split,
    ...foundLines(found), ...predictions.flatMap(predictionLines), ...sensitiveLines(sensitive, found),
  ]
}

function foundLines({ n, shapedBy, undetermined, columns, k, reason, personas, silhouette, seeds }: Found): string[] {
  return [
    '', `${k} personas (${reason}) of ${n} people, shaped by ${shapedBy}, ${undetermined} in none; silhouette ${range(silhouette)}`,
    `seeds ${seeds.seeds.join(', ')} find ${seeds.k.join(', ')}: adjusted Rand ${agreement(seeds.alone)}; told to find ${k}: ${agreement(seeds.sameK)}`,
    `by ${columns.join(', ')}`,
    ...personas.flatMap((each) => [
      `  ${each.name}: ${each.size} people, bootstrap Jaccard ${each.jaccard.toFixed(2)} (${trust(each.jaccard)})`,
      `    ${each.traits.map(({ column, direction, effect, low, high }) => `${direction} ${column} ${effect.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`).join(', ')}`,
    ]),
  ]
}

function agreement({ mean, least }: Agreement): string {
  return `${digits(mean)} on average, ${digits(least)} at least`
}

/** Hennig 2007. */
function trust(jaccard: number): string {
  return jaccard >= 0.75 ? 'stable' : jaccard >= 0.6 ? 'a pattern' : 'not to be trusted'
}

function predictionLines({ repeats, n, popularity, personas, rfm, random, validation }: Prediction): string[] {
  return [
    '', `what people bought next, ${repeats === 'count' ? 'what they had before counting' : 'what they had before left out'}. n = ${n}`,
    row('popularity', popularity.figures), row('popularity within personas', personas.figures), ...(rfm === null ? [] : [row('popularity within RFM groups', rfm.figures)]),
    row(`within random groups, ${random.draws} draws`, random.figures),
    gain('personas over popularity', personas.gain), gain('personas over random groups', personas.overRandom),
    ...(rfm === null ? [] : [gain('RFM groups over popularity', rfm.gain), gain('personas over RFM groups', rfm.personasOver)]),
    gain('random groups over popularity', random.gain),
    `  chosen by NDCG@20 at the earlier moment (n = ${validation.n}: popularity ${digits(validation.popularity)}, personas ${digits(validation.personas)}${validation.rfm === null ? '' : `, RFM ${digits(validation.rfm)}`}): ${JSON.stringify(personas.settings)}`,
  ]
}

function sensitiveLines(findings: readonly SensitiveFinding[], { personas }: Found): string[] {
  if (findings.length === 0) return []
  return [
    '', 'what the personas tell about attributes that are in no feature: information in nats and as a share of the attribute\'s own, Cramér\'s V, p by permutation',
    ...findings.map(({ attribute, n, mi, nmi, cramersV, p, verdict, most }) => {
      const lean = most === null ? '' : `; ${most.value} ${percent(most.share)} of "${personas[most.persona].name}", ${percent(most.rest)} of the others`
      return `  ${attribute.padEnd(TITLE - 2)}n = ${n}   ${digits(mi)} (${percent(nmi)})   V ${cramersV.toFixed(2)}   p ${p.toFixed(3)}   ${verdict}${lean}`
    }),
  ]
}
