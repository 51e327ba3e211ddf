import type { DataSet } from './dataSets.ts'
import type { Recorded } from './record.ts'

/** docs/benchmarks.md: our rows among the published ones, by data set. */
export function pageOf(dataSets: readonly DataSet[], records: ReadonlyMap<string, Recorded>): string {
  const sections = dataSets.flatMap((dataSet) => {
    const record = records.get(dataSet.name)
    return record === undefined ? [] : [sectionOf(dataSet, record)]
  })
  return `# Benchmarks

Public data sets, split and measured as others did, with \`lotse evaluate\`. Settings are chosen on a cut of the training part; the test part is judged once, at the end.
Figures of others are quoted from the source named, not run here. Brackets: 95 % bootstrap interval over the cases. The page is written by

\`\`\`
npm run bench -- benchmarks FOLDER [--only NAME,NAME]
\`\`\`

from a folder with the data sets (\`lotse evaluate\` says what each must hold); with \`--only\` the other rows stay as they were run, from \`benchmarks.json\`.

${sections.join('\n')}`
}

function sectionOf({ title, published, at, note }: DataSet, record: Recorded): string {
  const metrics = Object.keys(record.figures)
  const decisive = record.validation.metric
  const rows = [
    ...published.map(({ model, source, figures }) => ({ name: model, source, figures, key: figures[decisive] ?? 0 })),
    ...Object.entries(record.baselines).map(([name, figures]) => ({ name, source: 'here', figures, key: figures[decisive] })),
  ].map(({ name, source, figures, key }) => ({ key, cells: [name, ...metrics.map((metric) => figureOf(figures[metric])), source] }))
  const own = metrics.map((metric) => `**${figureOf(record.figures[metric])}** [${record.intervals[metric].map(figureOf).join(', ')}]`)
  rows.push({ key: record.figures[decisive], cells: [`**Lotse**: ${record.chosen}`, ...own, 'here'] })
  rows.sort((a, b) => a.key - b.key)
  return `## ${title}

${table(['', ...metrics, 'from'], rows.map(({ cells }) => cells))}

- Split: ${record.split}. Masked: ${record.masked}. n = ${count(record.n)}, seed ${record.seed}. ${Object.entries(record.counts).map(([name, value]) => `${name} ${typeof value === 'number' ? count(value) : value}`).join(', ')}.
- Chosen by ${decisive} on ${record.validation.cut} (n = ${count(record.validation.n)}): ${reachedOf(record)}. Settings: \`${JSON.stringify(record.settings)}\`.
- ${Math.round(record.seconds.total)} s in all: ${['reading', 'search', 'fit', 'judging'].map((part) => `${part} ${record.seconds[part].toFixed(1)} s`).join(', ')}${processorsOf(record)}. Peak memory up to the end of the search ${count(record.peakMB.search)} MB, of the fit ${count(record.peakMB.fit)} MB. ${record.hardware}. ${record.date}.
- \`npx lotse evaluate ${record.protocol} FOLDER/${at} --seed ${record.seed}\`
${note === undefined ? '' : `- ${note}\n`}`
}

function processorsOf({ processorSeconds }: Recorded): string {
  return processorSeconds === undefined ? '' : `; of the processors together: search ${processorSeconds.search.toFixed(1)} s, fit ${processorSeconds.fit.toFixed(1)} s`
}

/** What each contender reached on the validation cut, the best first. */
function reachedOf({ validation: { reached }, chosen }: Recorded): string {
  const parts = Object.entries(reached).sort(([, a], [, b]) => (b.value ?? 0) - (a.value ?? 0)).map(([name, { value, tried, leftOut }]) => {
    const settings = tried === undefined ? '' : `, ${tried} ${tried === 1 ? 'setting' : 'settings'} tried${leftOut === undefined || leftOut === 0 ? '' : `, ${leftOut} left out by the budget`}`
    return `${name === chosen ? `**${name}**` : name} ${value === null ? 'without a figure' : figureOf(value)}${settings}`
  })
  return parts.join('; ')
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, column) => (column === 0 || column === head.length - 1 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function figureOf(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(4).replace(/^0/, '')
}

function count(value: number): string {
  return value.toLocaleString('en')
}
