import { SingleBar } from 'cli-progress'

/** Results on stdout, everything else on stderr: with --json stdout holds one JSON object and nothing more. */
export type Output = {
  readonly json: boolean
  /** A line for a person; silent with --json. */
  readonly say: (line: string) => void
  /** The command's result; `lines` is how a person reads it. */
  readonly result: (value: object, lines: () => readonly string[]) => void
  readonly bar: (title: string) => Bar
}

export type Bar = { readonly update: (share: number, words?: string) => void; readonly stop: (words?: string) => void }

export function createOutput(json: boolean): Output {
  const say = (line: string) => { if (!json) process.stdout.write(`${line}\n`) }
  return {
    json, say,
    result: (value, lines) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`)
      else for (const line of lines()) say(line)
    },
    bar: (title) => process.stderr.isTTY ? terminalBar(title) : lineBar(title),
  }
}

function terminalBar(title: string): Bar {
  const bar = new SingleBar({ format: `${title.padEnd(12)} {bar} {percentage}% {words}`, barsize: 30, hideCursor: true, stream: process.stderr, clearOnComplete: false, linewrap: false })
  bar.start(1000, 0, { words: '' })
  return {
    update: (share, words = '') => bar.update(Math.round(share * 1000), { words }),
    stop: (words = '') => { bar.update(1000, { words }); bar.stop() },
  }
}

/** Where nobody watches a terminal: a line at the start of each tenth. */
function lineBar(title: string): Bar {
  let tenth = 0
  return {
    update: (share, words = '') => {
      if (Math.floor(share * 10) <= tenth) return
      tenth = Math.floor(share * 10)
      process.stderr.write(`${title}: ${tenth * 10} % ${words}\n`)
    },
    stop: (words = '') => { process.stderr.write(`${title}: done ${words}\n`) },
  }
}
