import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consolePages } from './console.ts'

describe('the console\'s pages', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lotse-console-'))
  let app: FastifyInstance
  beforeAll(async () => {
    mkdirSync(path.join(folder, 'built/assets'), { recursive: true })
    writeFileSync(path.join(folder, 'built/index.html'), '<!doctype html><title>Lotse</title>')
    writeFileSync(path.join(folder, 'built/assets/app-ABC.js'), 'export {}')
    app = Fastify({ routerOptions: { ignoreTrailingSlash: true } })
    await app.register(consolePages, { folder: path.join(folder, 'built') })
  })
  afterAll(async () => {
    await app.close()
    rmSync(folder, { recursive: true })
  })

  it('answers every address inside with the page, never kept without asking', async () => {
    for (const url of ['/console', '/console/', '/console/personas/42', '/console/runs']) {
      const answer = await app.inject(url)
      expect([url, answer.statusCode, answer.headers['cache-control'], answer.headers['content-type']]).toEqual([url, 200, 'no-cache', 'text/html; charset=utf-8'])
    }
  })
  it('lets assets be kept for ever, for their names change with their content', async () => {
    const answer = await app.inject('/console/assets/app-ABC.js')
    expect([answer.statusCode, answer.headers['cache-control'], answer.headers['content-type']]).toEqual([200, 'public, max-age=31536000, immutable', 'application/javascript; charset=utf-8'])
    expect((await app.inject('/console/assets/app-OLD.js')).statusCode).toBe(404)
    expect((await app.inject('/console/assets/..%2findex.html')).statusCode).not.toBe(200)
  })
  it('allows no inline script, no frame around it and no other server', async () => {
    for (const url of ['/console', '/console/assets/app-ABC.js']) {
      const policy = String((await app.inject(url)).headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })
  it('says what to do when it has not been built', async () => {
    const bare = Fastify()
    await bare.register(consolePages, { folder: path.join(folder, 'nowhere') })
    const answer = await bare.inject('/console')
    expect([answer.statusCode, answer.headers['content-type'], answer.json()]).toMatchObject([503, 'application/problem+json; charset=utf-8', { code: 'console_not_built', detail: expect.stringContaining('npm run build') }])
    await bare.close()
  })
})
