import type { Imported, ImportFormat } from './format.ts'
import { readLines, type Meter } from './rows.ts'

async function* read(paths: readonly string[], meter: Meter): AsyncGenerator<Imported> {
  for (const path of paths) {
    for await (const text of readLines(path, meter)) {
      const message = parseObject(text)
      if (message === null) yield { kind: 'rejected', reason: 'not_a_json_object', row: text }
      else if (typeof (message as { messageId?: unknown }).messageId !== 'string') yield { kind: 'rejected', reason: 'message_id_missing', row: text }
      else yield { kind: 'message', message, rows: [text] }
    }
  }
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export const segmentNdjson: ImportFormat = {
  name: 'segment-ndjson',
  help: 'files with one Segment message a line (also .gz), each with its messageId, so that a second import finds every one of them again.',
  files: (paths) => paths,
  read,
}
