import { isPurpose, PURPOSES, type Purpose } from '../../../engine/consent/purposes.ts'
import { LotseError } from '../../../engine/errors.ts'
import { completeJourney } from '../../import/completeJourney.ts'
import type { ImportFormat } from '../../import/format.ts'
import { itemsCsv } from '../../import/itemsCsv.ts'
import { importFiles } from '../../import/load.ts'
import { onlineRetail } from '../../import/onlineRetail.ts'
import { retailrocket } from '../../import/retailrocket.ts'
import { segmentNdjson } from '../../import/segmentNdjson.ts'
import type { LotseCommand } from '../command.ts'
import { clock, peakMemoryMB, secondsSince, withStore } from '../context.ts'

const FORMATS: readonly ImportFormat[] = [onlineRetail, completeJourney, retailrocket, segmentNdjson, itemsCsv]

function readPurposes(text: string | boolean | undefined): Purpose[] {
  if (typeof text !== 'string') return []
  return text.split(',').map((word) => word.trim()).filter((word) => word !== '').map((word) => {
    if (!isPurpose(word)) throw new LotseError('input', 'unknown_purpose', `--grant: ${word} is no purpose. Purposes are ${PURPOSES.join(', ')}.`)
    return word
  })
}

export const importCommand: LotseCommand = {
  usage: 'import <format> <paths...>',
  description: `read files into the log: ${FORMATS.map((format) => format.name).join(', ')}`,
  options: [['--grant <purposes>', 'purposes under which these customers are loaded, parted by commas; without it they stay unconsented'], ['--rejects <file>', 'keep the rejected rows, each after its reason']],
  run: async (output, [name, paths], options) => {
    const format = FORMATS.find((each) => each.name === name)
    if (format === undefined) throw new LotseError('input', 'unknown_format', `There is no format ${String(name)}. Formats are ${FORMATS.map((each) => each.name).join(', ')}.`)
    const grant = readPurposes(options.grant)
    const files = Array.isArray(paths) ? paths : []
    const bar = output.bar(format.name)
    const { counts, seconds } = await withStore(async (store) => {
      const started = performance.now()
      const done = await importFiles(format, files, { store, now: clock, grant, rejects: typeof options.rejects === 'string' ? options.rejects : null, progress: bar.update })
      return { counts: done, seconds: secondsSince(started) }
    })
    bar.stop()
    const result = { ...counts, seconds, rowsPerSecond: Math.round(counts.read / Math.max(seconds, 0.001)), peakMemoryMB: peakMemoryMB() }
    output.result(result, () => [
      `${result.read} rows read in ${seconds} s (${result.rowsPerSecond} rows/s, peak ${result.peakMemoryMB} MB)`,
      `${result.accepted} accepted, ${result.duplicate} duplicate`,
      ...Object.entries(result.rejected).map(([reason, n]) => `${n} rejected: ${reason}`),
      ...(grant.length === 0 ? ['No purpose was granted: these customers are neither profiled nor trained on. See --grant.'] : []),
    ])
  },
}
