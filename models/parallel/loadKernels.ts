// The only reading in models: kernels lie beside the built program. Everything else gets them as a value.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Kernels } from '../kernels/kernels.ts'
import type { Engine } from './work.ts'

export type Loaded = { readonly kernels: Kernels; readonly engine: Engine }

/**
 * The fastest compiled kernels that this processor and Node run, on the memory given; null when the folder has none or SIMD is missing. Node 20 keeps relaxed
 * SIMD behind a flag that has to be set before compiling, in each thread.
 */
export function loadKernels(folder: string, memory: WebAssembly.Memory): Loaded | null {
  setFlagsFromString('--experimental-wasm-relaxed-simd')
  for (const [file, engine] of [['kernels.relaxed.wasm', 'relaxed SIMD'], ['kernels.wasm', 'SIMD']] as const) {
    const at = path.join(folder, file)
    if (!existsSync(at)) continue
    const bytes = readFileSync(at)
    if (WebAssembly.validate(bytes)) return { kernels: instantiate(bytes, memory), engine }
  }
  return null
}

export function instantiate(bytes: Uint8Array<ArrayBuffer>, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, abort: () => { throw new Error('A kernel stopped.') } } })
  return exports as Kernels
}
