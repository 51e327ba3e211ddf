// Compiles the AssemblyScript kernels to WebAssembly, once with relaxed SIMD (fused multiply-add) and once without it.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('assembly/', import.meta.url))
const variants = { 'kernels.wasm': [], 'kernels.relaxed.wasm': ['--enable', 'relaxed-simd'] }
const common = [
  '-O3', '--noAssert', '--runtime', 'stub',
  // One memory for all threads, made by whoever loads the kernels; up to the 4 GB that 32-bit addresses reach.
  '--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536',
  '--enable', 'threads', '--enable', 'simd', '--enable', 'bulk-memory', '--disable', 'mutable-globals',
]

/** Writes the kernels into the folder; takes them from the last build when their sources are the same, since optimising takes seconds. Throws with the compiler's words. */
export async function buildKernels(folder, last) {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
  for (const name of readdirSync(source).sort()) hash.update(readFileSync(path.join(source, name)))
  const print = hash.digest('hex')
  const stamp = path.join(last, 'kernels.sha256')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) {
    for (const name of Object.keys(variants)) copyFileSync(path.join(last, name), path.join(folder, name))
  } else {
    const { main } = await import('assemblyscript/asc')
    for (const [name, options] of Object.entries(variants)) {
      const words = []
      const stderr = { write: (chunk) => { words.push(String(chunk)); return true } }
      const { error } = await main(['kernels.ts', '-o', path.relative(source, path.join(folder, name)), '--baseDir', source, ...common, ...options], { stderr })
      if (error !== null) throw new Error(`The kernels do not compile.\n${words.join('')}`, { cause: error })
    }
  }
  writeFileSync(path.join(folder, 'kernels.sha256'), print)
}
