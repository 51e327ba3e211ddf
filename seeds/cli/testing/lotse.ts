import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../../dist/lotse.js', import.meta.url))

/** The tests of whole processes run what `npm run build` made. */
export const built = existsSync(PROGRAM)

export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'lotse-cli-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Processes started and not yet ended, for a test that fails half-way. */
const alive = new Set<ChildProcess>()

export function killAll(): void {
  for (const child of alive) child.kill('SIGKILL')
}

function start(folder: string, args: readonly string[], environment: { [name: string]: string }): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, LOTSE_DATA: folder, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  alive.add(child)
  child.on('close', () => alive.delete(child))
  return child
}

/** Runs a command to its end. */
export function lotse(folder: string, args: readonly string[], environment: { [name: string]: string } = {}): Promise<Ended> {
  const child = start(folder, args, environment)
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => { stdout += chunk.toString() })
  child.stderr?.on('data', (chunk: Buffer) => { stderr += chunk.toString() })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}

export type Running = { readonly child: ChildProcess; readonly url: string; readonly ended: Promise<void> }

/** Starts `lotse serve` or the like on a free port and waits until it says where it listens. */
export async function running(folder: string, args: readonly string[] = ['serve', '--json'], environment: { [name: string]: string } = {}): Promise<Running> {
  const child = start(folder, args, { PORT: '0', ...environment })
  const ended = new Promise<void>((resolve) => { child.on('close', () => resolve()) })
  const url = await new Promise<string>((resolve, reject) => {
    let out = ''
    let errors = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const line = out.split('\n').find((each) => each.startsWith('{'))
      if (line !== undefined) resolve((JSON.parse(line) as { url?: string }).url ?? '')
    })
    child.stderr?.on('data', (chunk: Buffer) => { errors += chunk.toString() })
    child.on('close', () => reject(new Error(`it ended before it was ready: ${errors}`)))
  })
  return { child, url, ended }
}

/** The pid of the PostgreSQL on a data folder; null when none is alive. */
export function postgresPid(folder: string): number | null {
  try {
    const pid = Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0])
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}

export async function until(what: () => Promise<boolean> | boolean, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) if (await what()) return
  throw new Error(`did not happen within ${withinMs} ms: ${what.toString()}`)
}
