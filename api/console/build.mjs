import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * Bundles the console into outDir: index.html, and assets/ with content hashes in their names, so that they may be cached for ever.
 * What was in outDir is gone afterwards. Rejects with esbuild's message when a source does not compile.
 */
export async function buildConsole(outDir) {
  const assets = path.join(outDir, 'assets')
  await rm(outDir, { recursive: true, force: true })
  await mkdir(assets, { recursive: true })
  const result = await build({
    entryPoints: { app: path.join(here, 'app/main.tsx'), style: path.join(here, 'app/style/console.css') },
    outdir: assets,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  })
  const entry = (source) => {
    const [file] = Object.entries(result.metafile.outputs).find(([, output]) => output.entryPoint?.endsWith(source))
    return path.basename(file)
  }
  const page = await readFile(path.join(here, 'index.html'), 'utf8')
  await writeFile(path.join(outDir, 'index.html'), page.replace('APP_SCRIPT', entry('app/main.tsx')).replace('APP_STYLE', entry('app/style/console.css')))
}
