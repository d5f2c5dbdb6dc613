/** The centres that people may sign in with: a file of the administrator's, never rows of the database. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import type { Localized } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { mayBeAsked } from '../limited-fetch.ts'

/** One OpenID provider that this centre trusts to say who somebody is. */
export interface SignOnProvider {
  /** Its word in addresses; what its links are filed under. */
  readonly id: string
  readonly name: Localized
  readonly issuer: string
  readonly clientId: string
  readonly secret: string
  /** E-mail domains whose people it may speak for; none means all. */
  readonly domains: readonly string[]
  /** Whether somebody it vouches for, and whom nobody here knows, gets an account. */
  readonly opensAccounts: boolean
  /** The claim that holds a person's name. */
  readonly nameClaim: string
  /** Values of `acr` or `amr` that count as a second factor here. None: it never vouches for one. */
  readonly secondFactor: readonly string[]
  readonly signedWith: SignatureAlgorithm
}

/** Only signatures by a key that stays with the provider: a shared secret signs for both sides (OIDC Core §10.1). */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const
export type SignatureAlgorithm = (typeof algorithms)[number]

const word = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,30}$/, 'is a word of small letters, digits and hyphens'))
const text = (most: number) => v.pipe(v.string(), v.minLength(1, 'is not empty'), v.maxLength(most, `has at most ${most} characters`))
const domain = v.pipe(v.string(), v.toLowerCase(), v.regex(/^(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is a domain name such as primer.rs'))
const issuer = v.pipe(
  v.string(),
  v.check((value) => URL.canParse(value) && mayBeAsked(new URL(value)), 'is an https address'),
  v.check((value) => URL.canParse(value) && new URL(value).search === '' && new URL(value).hash === '', 'has neither query nor fragment'),
)

const Provider = v.strictObject({
  id: word,
  name: v.strictObject({ 'sr-Cyrl': text(80), 'sr-Latn': v.optional(text(80)), en: v.optional(text(80)) }),
  issuer,
  clientId: text(200),
  secret: v.optional(text(500)),
  secretFile: v.optional(text(500)),
  domains: v.optional(v.array(domain), []),
  opensAccounts: v.optional(v.boolean(), false),
  nameClaim: v.optional(text(60), 'name'),
  secondFactor: v.optional(v.array(text(200)), []),
  signedWith: v.optional(v.picklist(algorithms, 'is an algorithm with a key pair'), 'RS256'),
})
const File = v.strictObject({ providers: v.pipe(v.array(Provider), v.maxLength(12, 'has at most 12 providers')) })

/** What is wrong with the file, for the one who wrote it: the place in it and the rule. */
export interface ProvidersProblem {
  readonly at: string
  readonly rule: string
}

/** Reads the file anew: a provider that was taken out of it is gone with the next question. Without a file there is none. */
export function readProviders(path: string): Result<readonly SignOnProvider[], ProvidersProblem> {
  const content = readText(path)
  if (content === undefined) return done([])
  const parsed = v.safeParse(File, asJson(content))
  if (!parsed.success) {
    const [issue] = parsed.issues
    return refuse({ at: v.getDotPath(issue) ?? '', rule: issue.message })
  }
  const { providers } = parsed.output
  const twice = providers.find(({ id, issuer: of }, at) => providers.findIndex((one) => one.id === id || one.issuer === of) < at)
  if (twice) return refuse({ at: twice.id, rule: 'has an id and an issuer of its own' })
  const read: SignOnProvider[] = []
  for (const { secret, secretFile, name, ...rest } of providers) {
    const known = secret ?? (secretFile === undefined ? undefined : readText(resolve(dirname(path), secretFile))?.trim())
    if (!known || (secret !== undefined && secretFile !== undefined)) return refuse({ at: rest.id, rule: 'has either secret or a readable secretFile' })
    read.push({ ...rest, name: name as Localized, secret: known })
  }
  return done(read)
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function asJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
