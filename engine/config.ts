import path from 'node:path'
import { z } from 'zod'
import { LotseError } from './errors.ts'
import type { StoreTarget } from './store/connect.ts'

/** Read once by an entry point, validated once, passed down. An empty value counts as not set. */
const Environment = z.object({
  LOTSE_DATA: z.string().default('.lotse'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// URL' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'a redis:// or rediss:// URL' }).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'a port number from 0 to 65535' }).int().min(0).max(65_535).default(4000),
  LOTSE_SECRET: z.string().min(32, { error: 'at least 32 characters' }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'one of fatal, error, warn, info, debug, trace, silent' }).default('warn'),
})

export type Config = {
  readonly store: StoreTarget
  readonly redisUrl: string | null
  readonly host: string
  readonly port: number
  /** Signs customer tokens; null: the one kept in the database's installation table. */
  readonly secret: string | null
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL']
}

/** Throws with every wrong variable's name and what is allowed; never with its value. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
    throw new LotseError('input', 'wrong_configuration', issues.map((issue) => `${issue.path}: ${issue.message}`).join('; '), issues)
  }
  const env = parsed.data
  return {
    store: env.DATABASE_URL === undefined ? { folder: path.resolve(env.LOTSE_DATA, 'postgres') } : { databaseUrl: env.DATABASE_URL },
    redisUrl: env.REDIS_URL ?? null, host: env.HOST, port: env.PORT, secret: env.LOTSE_SECRET ?? null, logLevel: env.LOG_LEVEL,
  }
}
