import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where the interpreter lies, or why there is none. */
export type Python = { readonly interpreter: string } | { readonly missing: string }

const lightfm = 'lightfm==1.17'

/**
 * A virtual environment in `folder` with the requirements of `scripts`, made when it is not there. A package that can't be installed
 * leaves the others: the pair that needs it says so when it runs.
 */
export function preparePython(folder: string, scripts: string): Python {
  const interpreter = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  if (existsSync(interpreter)) return { interpreter }
  const made = spawnSync('python3', ['-m', 'venv', folder], { encoding: 'utf8' })
  if (made.error !== undefined) return { missing: 'python3 is not there' }
  if (made.status !== 0) return { missing: `python3 -m venv failed: ${lastLine(made.stderr || made.stdout)}` }
  const install = (...args: readonly string[]): boolean =>
    spawnSync(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args], { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
  const requirements = path.join(scripts, 'requirements.txt')
  if (!install('-r', requirements)) {
    for (const line of readFileSync(requirements, 'utf8').split('\n')) if (/^\w/.test(line)) install(line.trim())
  }
  if (install('-r', path.join(scripts, 'requirements-lightfm.txt'))) install('--no-use-pep517', '--no-build-isolation', lightfm)
  return { interpreter }
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
