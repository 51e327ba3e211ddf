// postgres.js 3.4.9 does not survive a lost connection: what is asked of it inside a transaction whose connection just closed (its own rollback
// is) is written to a socket that is null, from a timer, and ends the process; and a write still waiting when the connection closes keeps the
// next one on that connection from ever being sent; and an error in a COPY is told to nobody; and a connection on which a COPY was read may never be heard again. So it is bundled, and tested, with these lines mended. A version in which one of them is not
// found fails the build, so that it is looked at again.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('../../node_modules/postgres/src/index.js', import.meta.url))
const FILE = /node_modules[\\/]postgres[\\/]src[\\/]connection\.js$/

const MENDED = [
  // A query for a connection without a socket is refused.
  [`    if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))
`, `    if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (!socket) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true
    }
`],
  // What was not written yet is forgotten with the socket.
  [`    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`, `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`],
  // What the database answers to the rows of a COPY reaches whoever sends them: they would wait for ever.
  [`  function errored(err) {
`, `  function errored(err) {
    final && (final(err), final = null)
`],
  // A socket that waits while the rows of a COPY are read goes on when the COPY is over or fails: what comes after would never be heard.
  [`      read() { socket.resume() }
    })`, `      read() { socket && socket.resume() },
      destroy(error, callback) { socket && socket.resume(), callback(error) }
    })`],
  // A query that came between the socket's error and its close fails too.
  ['    !hadError && (query || sent.length) && error(', '    ;(query || sent.length) && error('],
]

function mend(source, file) {
  return MENDED.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`${file} changed: see ${fileURLToPath(import.meta.url)}`)
    return text.replace(from, () => to)
  }, source)
}

/** For esbuild. */
export const mendedPostgres = {
  name: 'mended-postgres',
  setup(build) {
    build.onResolve({ filter: /^postgres$/ }, () => ({ path: ENTRY }))
    build.onLoad({ filter: FILE }, ({ path }) => ({ contents: mend(readFileSync(path, 'utf8'), path), loader: 'js' }))
  },
}

/** For vitest, together with server.deps.inline. */
export const mendedPostgresInTests = {
  name: 'mended-postgres',
  transform(source, id) {
    return FILE.test(id.split('?')[0]) ? mend(source, id) : null
  },
}
