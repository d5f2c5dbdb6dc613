/** Reads the environment once; the rest of the program sees only this value. */
import { join, resolve } from 'node:path'
import { done, type Result, refuse } from '#kernel/result.ts'
import { type ConfigProblem, type Environment, readEnvironment } from './environment.ts'
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
  /** Devices may keep the program and its content; otherwise the worker they have is taken away. */
  readonly offline: boolean
  readonly sample: boolean
  readonly production: boolean
}

export interface StartOptions {
  readonly lanAddress?: string
  readonly tls?: { readonly certificate: string; readonly key: string }
  readonly empty?: boolean
}

export function readConfig(environment: NodeJS.ProcessEnv, options: StartOptions = {}): Result<Config, ConfigProblem> {
  const read = readEnvironment(environment)
  if (!read.ok) return read
  const env = read.value
  const dataFolder = resolve(env.PUTOKAZ_DATA)
  const signOnFile = resolve(env.PUTOKAZ_SSO ?? join(dataFolder, 'single-sign-on.json'))
  const providers = readProviders(signOnFile)
  if (!providers.ok) return refuse({ variable: `${signOnFile} ${providers.refusal.at}`.trim(), rule: providers.refusal.rule })
  const publicUrl = publicAddress(env, options)
  const contentUrl = contentAddress(env.PUTOKAZ_CONTENT_URL, publicUrl)
  // Cookies know no ports: only another name is another place.
  if (contentUrl?.hostname === publicUrl.hostname) return refuse({ variable: 'PUTOKAZ_CONTENT_URL', rule: 'has another host name than PUTOKAZ_URL' })
  const maybe = given({ contentUrl, databaseUrl: env.DATABASE_URL, smtpUrl: env.SMTP_URL, tls: options.tls, metricsToken: env.PUTOKAZ_METRICS_TOKEN })
  return done({
    ...maybe,
    port: env.PORT,
    host: env.PUTOKAZ_HOST ?? (options.lanAddress === undefined ? '127.0.0.1' : '0.0.0.0'),
    dataFolder,
    signOnFile,
    keysFolder: resolve(env.PUTOKAZ_KEYS ?? join(env.PUTOKAZ_DATA, 'keys')),
    publicUrl,
    mailFrom: env.PUTOKAZ_MAIL_FROM,
    proxies: env.PUTOKAZ_PROXY,
    backups: backupsOf(env),
    offline: env.PUTOKAZ_OFFLINE === '1',
    lan: options.lanAddress !== undefined,
    sample: options.empty !== true,
    production: true,
  })
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> }

/** Only what is there. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>
}

function backupsOf(env: Environment): Config['backups'] {
  const folder = env.PUTOKAZ_BACKUP_DIR === undefined ? undefined : resolve(env.PUTOKAZ_BACKUP_DIR)
  return { ...given({ folder, passphrase: env.PUTOKAZ_BACKUP_PASSPHRASE }), keep: env.PUTOKAZ_BACKUP_KEEP, beforeUpgrade: env.PUTOKAZ_NO_BACKUP === '0' }
}

function publicAddress(env: Environment, { tls, lanAddress }: StartOptions): URL {
  return new URL(env.PUTOKAZ_URL ?? `${tls ? 'https' : 'http'}://${lanAddress ?? 'localhost'}:${env.PORT}`)
}

/** On `localhost` the browser itself knows `content.localhost`; elsewhere a second name must be given. */
function contentAddress(given: string | undefined, publicUrl: URL): URL | undefined {
  if (given !== undefined) return new URL(given)
  if (publicUrl.hostname !== 'localhost') return undefined
  const content = new URL(publicUrl)
  content.hostname = 'content.localhost'
  return content
}
