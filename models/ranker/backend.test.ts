import { mkdtempSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadTensorBackend } from './backend.ts'

describe('loadTensorBackend', () => {
  it('multiplies, and gives the same backend to everyone who asks', async () => {
    const [first, second] = await Promise.all([loadTensorBackend(), loadTensorBackend()])
    expect(second).toBe(first)
    const { tf, backend } = first
    expect(['tfjs-node', 'wasm']).toContain(backend)
    expect(tf.getBackend()).toBe(backend === 'wasm' ? 'wasm' : 'tensorflow')
    expect([...tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).dataSync()]).toEqual([11])
  })

  describe('bundled, in a worker thread', () => {
    // Inside the project, so that packages left out of the bundle are found as they will be in dist.
    let folder = ''
    beforeAll(() => { folder = mkdtempSync(fileURLToPath(new URL('../../dist.backend-test-', import.meta.url))) })
    afterAll(() => { rmSync(folder, { recursive: true }) })

    it('loads and leaves the crash handlers of the process alone', async () => {
      const entry = fileURLToPath(new URL('./backend.ts', import.meta.url))
      await build({
        stdin: {
          contents: `import { parentPort } from 'node:worker_threads'
            import { loadTensorBackend } from ${JSON.stringify(entry)}
            const before = process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection')
            const { tf, backend } = await loadTensorBackend()
            const added = process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection') - before
            parentPort.postMessage({ backend, added, product: tf.matMul(tf.tensor2d([[2]]), tf.tensor2d([[21]])).dataSync()[0] })`,
          resolveDir: folder,
        },
        bundle: true, packages: 'external', platform: 'node', format: 'esm', outfile: `${folder}/worker.mjs`, logLevel: 'silent',
      })
      const worker = new Worker(`${folder}/worker.mjs`)
      try {
        const answer = await new Promise((resolve, reject) => {
          worker.once('message', resolve)
          worker.once('error', reject)
        })
        expect(answer).toMatchObject({ added: 0, product: 42 })
      } finally {
        await worker.terminate()
      }
    })
  })
})
