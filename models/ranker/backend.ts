/**
 * Loading TensorFlow.js reads native code or WebAssembly from node_modules, which is I/O, and `models` has none but
 * this: only the fit of the ranker needs it, it hands over nothing but arithmetic, and a caller decides when to pay for
 * it. Serving a fitted ranker needs neither this file nor TensorFlow.js.
 */
import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'

export type TensorBackend = {
  readonly tf: typeof import('@tensorflow/tfjs-core')
  readonly backend: 'tfjs-node' | 'wasm'
}

let loading: Promise<TensorBackend> | undefined

/**
 * TensorFlow.js on its native binding where that is installed, else on WebAssembly. Once per thread: the library keeps
 * one global engine, and the WebAssembly paths cannot be set again. Rejects when neither can start.
 */
export function loadTensorBackend(): Promise<TensorBackend> {
  loading ??= loadNative().then((native) => native ?? loadWasm())
  return loading
}

/**
 * Null where the optional package is absent or has no binding (its install script downloads it, and many installs run
 * no scripts): both are ordinary, and WebAssembly does the same work more slowly.
 */
async function loadNative(): Promise<TensorBackend | null> {
  try {
    await import('@tensorflow/tfjs-node')
  } catch {
    return null
  }
  // The native package registers itself in the engine that this package shares with it.
  const tf = await import('@tensorflow/tfjs-core')
  return (await tf.setBackend('tensorflow')) ? { tf, backend: 'tfjs-node' } : null
}

async function loadWasm(): Promise<TensorBackend> {
  const tf = await import('@tensorflow/tfjs-core')
  const wasm = await import('@tensorflow/tfjs-backend-wasm')
  // Beside the package's entry, wherever this file runs from: sources, a bundle, a worker thread.
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  wasm.setWasmPaths(dirname(entry) + sep)
  const restore = keepCrashHandlers()
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly backend of TensorFlow.js did not start.')
  restore()
  return { tf, backend: 'wasm' }
}

/**
 * The module's start-up code adds process-wide handlers that throw again, which would end a process before its own
 * handlers have shut it down in order. Returns what takes away the handlers added since.
 */
function keepCrashHandlers(): () => void {
  const before = { exception: process.listeners('uncaughtException'), rejection: process.listeners('unhandledRejection') }
  return () => {
    for (const handler of process.listeners('uncaughtException')) {
      if (!before.exception.includes(handler)) process.removeListener('uncaughtException', handler)
    }
    for (const handler of process.listeners('unhandledRejection')) {
      if (!before.rejection.includes(handler)) process.removeListener('unhandledRejection', handler)
    }
  }
}
