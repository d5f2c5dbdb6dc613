/** The variables of the environment: which there are, and what each may say. */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import * as v from 'valibot'
import { done, type Result, refuse } from '#kernel/result.ts'

export interface ConfigProblem {
  readonly variable: string
  readonly rule: string
}

const url = v.pipe(v.string(), v.url(), v.regex(/^https?:/, 'starts with http:// or https://'))
const loopback = ['127.0.0.1', '::1']
const ProxyList = v.pipe(
  v.string(),
  v.transform((text) => (text === '0' ? [] : text === '1' ? loopback : text.split(',').map((one) => one.trim()))),
  v.check((list) => list.every(isNetwork), 'is 0, 1, or addresses and networks with commas between them'),
)
const Environment = v.object({
  PORT: v.optional(
    v.pipe(v.string(), v.digits('is a number'), v.transform(Number), v.minValue(1, 'is 1 or more'), v.maxValue(65_535, 'is 65535 or less')),
    '3000',
  ),
  PUTOKAZ_DATA: v.optional(v.pipe(v.string(), v.minLength(1)), './data'),
  PUTOKAZ_KEYS: v.optional(v.pipe(v.string(), v.minLength(1))),
  PUTOKAZ_URL: v.optional(url),
  PUTOKAZ_CONTENT_URL: v.optional(url),
  PUTOKAZ_MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/^[^\s@]+@[^\s@]+$/, 'is an e-mail address')), 'putokaz@localhost'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'starts with postgresql://'))),
  PUTOKAZ_HOST: v.optional(v.pipe(v.string(), v.ip('is an IP address'))),
  PUTOKAZ_PROXY: v.optional(ProxyList, '0'),
  PUTOKAZ_METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(20, 'has 20 characters or more'))),
  PUTOKAZ_BACKUP_DIR: v.optional(v.pipe(v.string(), v.minLength(1))),
  PUTOKAZ_BACKUP_KEEP: v.optional(v.pipe(v.string(), v.regex(/^(\d{1,3}d)?(\d{1,3}w)?(\d{1,3}m)?$/, 'looks like 7d4w12m')), '7d4w12m'),
  PUTOKAZ_BACKUP_PASSPHRASE: v.optional(v.pipe(v.string(), v.minLength(12, 'has 12 characters or more'))),
  PUTOKAZ_NO_BACKUP: v.optional(v.picklist(['0', '1'], 'is 0 or 1'), '0'),
  PUTOKAZ_OFFLINE: v.optional(v.picklist(['0', '1'], 'is 0 or 1'), '1'),
  PUTOKAZ_SSO: v.optional(v.pipe(v.string(), v.minLength(1))),
  SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'starts with smtp:// or smtps://'))),
})
export type Environment = v.InferOutput<typeof Environment>

/** An empty variable counts as none; the first one that is wrong is refused by its name. */
export function readEnvironment(environment: NodeJS.ProcessEnv): Result<Environment, ConfigProblem> {
  const given = withSecretsFromFiles(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')))
  if (!given.ok) return given
  const parsed = v.safeParse(Environment, given.value)
  if (parsed.success) return done(parsed.output)
  const [issue] = parsed.issues
  return refuse({ variable: String(issue.path?.[0]?.key ?? ''), rule: issue.message })
}

function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/')
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return bits > 0 && more.length === 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits))
}

const secrets = ['DATABASE_URL', 'SMTP_URL', 'PUTOKAZ_METRICS_TOKEN', 'PUTOKAZ_BACKUP_PASSPHRASE'] as const

/** What is secret may lie in a file that only its reader opens: `SMTP_URL_FILE` instead of `SMTP_URL`. */
function withSecretsFromFiles(environment: NodeJS.ProcessEnv): Result<NodeJS.ProcessEnv, ConfigProblem> {
  const read = { ...environment }
  for (const name of secrets) {
    const file = environment[`${name}_FILE`]
    if (file === undefined) continue
    try {
      read[name] = readFileSync(file, 'utf8').trim()
    } catch {
      return refuse({ variable: `${name}_FILE`, rule: 'is a file that can be read' })
    }
  }
  return done(read)
}
