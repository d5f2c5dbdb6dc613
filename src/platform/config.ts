/** Reads the environment once; the rest of the program sees only this value. */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { done, type Result, refuse } from '#kernel/result.ts'
import { readProviders } from './open-id/providers.ts'

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
  /** The file that names the providers of single sign-on; it need not be there. */
  readonly signOnFile: string
  /** Addresses and networks of the proxies that add the asker's address to `X-Forwarded-For`; nobody else is believed. */
  readonly proxies: readonly string[]
  /** Who shows this token reads the measurements from elsewhere; without it they are for this machine only. */
  readonly metricsToken?: string
  readonly tls?: { readonly certificate: string; readonly key: string }
  readonly backups: {
    /** Where the server lays a backup every day; none when absent. */
    readonly folder?: string
    /** How many days, weeks and months keep one: `7d4w12m`. */
    readonly keep: string
    readonly passphrase?: string
    /** A backup is made before an upgrade changes the database. */
    readonly beforeUpgrade: boolean
  }
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
  PUTOKAZ_SSO: v.optional(v.pipe(v.string(), v.minLength(1))),
  SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'starts with smtp:// or smtps://'))),
})

export function readConfig(environment: NodeJS.ProcessEnv, options: StartOptions = {}): Result<Config, ConfigProblem> {
  const given = withSecretsFromFiles(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')))
  if (!given.ok) return given
  const parsed = v.safeParse(Environment, given.value)
  if (!parsed.success) {
    const [issue] = parsed.issues
    return refuse({ variable: String(issue.path?.[0]?.key ?? ''), rule: issue.message })
  }
  const env = parsed.output
  const dataFolder = resolve(env.PUTOKAZ_DATA)
  const signOnFile = resolve(env.PUTOKAZ_SSO ?? join(dataFolder, 'single-sign-on.json'))
  const providers = readProviders(signOnFile)
  if (!providers.ok) return refuse({ variable: `${signOnFile} ${providers.refusal.at}`.trim(), rule: providers.refusal.rule })
  const scheme = options.tls ? 'https' : 'http'
  const publicUrl = new URL(env.PUTOKAZ_URL ?? `${scheme}://${options.lanAddress ?? 'localhost'}:${env.PORT}`)
  const contentUrl = contentAddress(env.PUTOKAZ_CONTENT_URL, publicUrl)
  // Cookies know no ports: only another name is another place.
  if (contentUrl?.hostname === publicUrl.hostname) return refuse({ variable: 'PUTOKAZ_CONTENT_URL', rule: 'has another host name than PUTOKAZ_URL' })
  return done({
    port: env.PORT,
    host: env.PUTOKAZ_HOST ?? (options.lanAddress === undefined ? '127.0.0.1' : '0.0.0.0'),
    dataFolder,
    signOnFile,
    keysFolder: resolve(env.PUTOKAZ_KEYS ?? join(env.PUTOKAZ_DATA, 'keys')),
    publicUrl,
    ...(contentUrl && { contentUrl }),
    ...(env.DATABASE_URL !== undefined && { databaseUrl: env.DATABASE_URL }),
    ...(env.SMTP_URL !== undefined && { smtpUrl: env.SMTP_URL }),
    ...(options.tls && { tls: options.tls }),
    mailFrom: env.PUTOKAZ_MAIL_FROM,
    proxies: env.PUTOKAZ_PROXY,
    ...(env.PUTOKAZ_METRICS_TOKEN !== undefined && { metricsToken: env.PUTOKAZ_METRICS_TOKEN }),
    backups: {
      ...(env.PUTOKAZ_BACKUP_DIR !== undefined && { folder: resolve(env.PUTOKAZ_BACKUP_DIR) }),
      ...(env.PUTOKAZ_BACKUP_PASSPHRASE !== undefined && { passphrase: env.PUTOKAZ_BACKUP_PASSPHRASE }),
      keep: env.PUTOKAZ_BACKUP_KEEP,
      beforeUpgrade: env.PUTOKAZ_NO_BACKUP === '0',
    },
    lan: options.lanAddress !== undefined,
    sample: options.empty !== true,
    production: true,
  })
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

/** On `localhost` the browser itself knows `content.localhost`; elsewhere a second name must be given. */
function contentAddress(given: string | undefined, publicUrl: URL): URL | undefined {
  if (given !== undefined) return new URL(given)
  if (publicUrl.hostname !== 'localhost') return undefined
  const content = new URL(publicUrl)
  content.hostname = 'content.localhost'
  return content
}
