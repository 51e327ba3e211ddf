import { Command, CommanderError, Option } from 'commander'
import { LotseError } from '../../engine/errors.ts'
import { COMMANDS } from './commands.ts'
import { createOutput } from './output.ts'

/** Exit codes: 1 it failed, 2 the call was wrong. */
function fail(error: unknown): never {
  const { message, code } = describe(error)
  process.stderr.write(`lotse: ${message}\n`)
  process.exit(code)
}

function describe(error: unknown): { message: string; code: number } {
  if (error instanceof LotseError) return { message: error.message, code: error.kind === 'input' ? 2 : 1 }
  if (error instanceof CommanderError) return { message: error.message.replace(/^error: /, ''), code: 2 }
  // Messages of the database carry values: name and code are all that is shown, the rest on demand.
  const { name, code, stack } = error as { name?: string; code?: string; stack?: string }
  if (process.env.LOTSE_TRACE === '1') process.stderr.write(`${stack ?? String(error)}\n`)
  return { message: `${name ?? 'Error'}${code === undefined ? '' : ` (${code})`}. Set LOTSE_TRACE=1 for the whole of it.`, code: 1 }
}

const program = new Command('lotse').description('Personas and recommendations for shops, with consent checked on every call').version('0.1.0')
program.exitOverride().configureOutput({ outputError: () => {} }).showSuggestionAfterError()

for (const command of COMMANDS) {
  const sub = program.command(command.usage).description(command.description).exitOverride()
  for (const [flags, description, initial] of command.options ?? []) {
    const option = new Option(flags, description)
    sub.addOption(initial === undefined ? option : option.default(initial))
  }
  sub.option('--json', 'print the result as one JSON object on stdout')
  sub.action(async (...given: unknown[]) => {
    const options = sub.opts<{ json?: boolean } & { [name: string]: string | boolean | undefined }>()
    await command.run(createOutput(options.json === true), given.slice(0, -2) as (string | string[] | undefined)[], options)
  })
}

// Whoever reads us may have enough (… | head): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0) })

try {
  await program.parseAsync()
  // Not waiting for pools and threads that are already closed on the other side; a command may have set the code.
  process.exit()
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exit(0)
  fail(error)
}
