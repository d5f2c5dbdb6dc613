/** Reads the environment once; the rest of the program sees only this value. */
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { done, type Result, refuse } from '#kernel/result.ts'

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  /** Where keys lie that the database must not hold; several processes on one database share it. */
  readonly keysFolder: string
  /** The address people type, without a slash at the end; every link and every check of origin uses it. */
  readonly publicUrl: URL
  /** Where untrusted files are served from; absent when there is no second host name. */
  readonly contentUrl?: URL
  readonly databaseUrl?: string
  readonly smtpUrl?: string
  readonly mailFrom: string
  /** Behind a proxy on this machine that adds the asker's address to `X-Forwarded-For`. */
  readonly proxy: boolean
  readonly tls?: { readonly certificate: string; readonly key: string }
  readonly lan: boolean
  readonly sample: boolean
  readonly production: boolean
}

export interface StartOptions {
  readonly lanAddress?: string
  readonly tls?: { readonly certificate: string; readonly key: string }
  readonly empty?: boolean
}

export interface ConfigProblem {
  readonly variable: string
  readonly rule: string
}

const url = v.pipe(v.string(), v.url(), v.regex(/^https?:/, 'starts with http:// or https://'))
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
  PUTOKAZ_PROXY: v.optional(v.picklist(['0', '1'], 'is 0 or 1'), '0'),
  SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'starts with smtp:// or smtps://'))),
})

export function readConfig(environment: NodeJS.ProcessEnv, options: StartOptions = {}): Result<Config, ConfigProblem> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = v.safeParse(Environment, given)
  if (!parsed.success) {
    const [issue] = parsed.issues
    return refuse({ variable: String(issue.path?.[0]?.key ?? ''), rule: issue.message })
  }
  const env = parsed.output
  const scheme = options.tls ? 'https' : 'http'
  const publicUrl = new URL(env.PUTOKAZ_URL ?? `${scheme}://${options.lanAddress ?? 'localhost'}:${env.PORT}`)
  const contentUrl = contentAddress(env.PUTOKAZ_CONTENT_URL, publicUrl)
  return done({
    port: env.PORT,
    host: options.lanAddress === undefined ? '127.0.0.1' : '0.0.0.0',
    dataFolder: resolve(env.PUTOKAZ_DATA),
    keysFolder: resolve(env.PUTOKAZ_KEYS ?? join(env.PUTOKAZ_DATA, 'keys')),
    publicUrl,
    ...(contentUrl && { contentUrl }),
    ...(env.DATABASE_URL !== undefined && { databaseUrl: env.DATABASE_URL }),
    ...(env.SMTP_URL !== undefined && { smtpUrl: env.SMTP_URL }),
    ...(options.tls && { tls: options.tls }),
    mailFrom: env.PUTOKAZ_MAIL_FROM,
    proxy: env.PUTOKAZ_PROXY === '1',
    lan: options.lanAddress !== undefined,
    sample: options.empty !== true,
    production: true,
  })
}

/** On `localhost` the browser itself knows `content.localhost`; elsewhere a second name must be given. */
function contentAddress(given: string | undefined, publicUrl: URL): URL | undefined {
  if (given !== undefined) return new URL(given)
  if (publicUrl.hostname !== 'localhost') return undefined
  const content = new URL(publicUrl)
  content.hostname = 'content.localhost'
  return content
}
