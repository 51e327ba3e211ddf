import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where the interpreter lies, or why there is none. */
export type Python = { readonly interpreter: string } | { readonly missing: string }

const lightfm = 'lightfm==1.17'

/** pip with these arguments; false when it could not. */
export type Pip = (...args: readonly string[]) => boolean

/** A virtual environment in `folder`, made and filled by `install` when it is not there. */
export function makeVenv(folder: string, install: (pip: Pip) => void): Python {
  const interpreter = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  if (existsSync(interpreter)) return { interpreter }
  const made = spawnSync('python3', ['-m', 'venv', folder], { encoding: 'utf8' })
  if (made.error !== undefined) return { missing: 'python3 is not there' }
  if (made.status !== 0) return { missing: `python3 -m venv failed: ${lastLine(made.stderr || made.stdout)}` }
  install((...args) => spawnSync(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args], { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0)
  return { interpreter }
}

/**
 * The environment of the recommenders' peers, with the requirements of `scripts`. A package that can't be installed leaves the others: the pair that
 * needs it says so when it runs.
 */
export function preparePython(folder: string, scripts: string): Python {
  return makeVenv(folder, (pip) => {
    const requirements = path.join(scripts, 'requirements.txt')
    if (!pip('-r', requirements)) {
      for (const line of readFileSync(requirements, 'utf8').split('\n')) if (/^\w/.test(line)) pip(line.trim())
    }
    if (pip('-r', path.join(scripts, 'requirements-lightfm.txt'))) pip('--no-use-pep517', '--no-build-isolation', lightfm)
  })
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
