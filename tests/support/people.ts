/** Persons for the journeys: the sample's accounts, and new learners with an account of their own. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { ask } from './ask.ts'
import { type Visit, visitor } from './browser.ts'
import type { Centre } from './centre.ts'
import { codeOf } from './second-factor.ts'

export interface Learner {
  readonly userName: string
  readonly password: string
  readonly name: string
  readonly session: string
}

/** Posts a form as a page of the centre does; the answer is not followed. */
export function postForm(path: string, fields: Record<string, string>, session?: string, centre = inject('centre')): Promise<Response> {
  const headers = { origin: centre.url, accept: 'text/html', ...(session !== undefined && { cookie: sessionHeader(session, centre) }) }
  return ask(centre, path, { method: 'POST', headers, body: new URLSearchParams(fields) })
}

function sessionName({ tls }: Centre): string {
  return tls ? '__Host-session' : 'session'
}

/** The `Cookie` header of somebody who is signed in. */
export function sessionHeader(session: string, centre: Centre = inject('centre')): string {
  return `${sessionName(centre)}=${session}`
}

function sessionIn(response: Response): string {
  const [, session] = /(?:^|[\s,])(?:__Host-)?session=([^;]+)/.exec(response.headers.getSetCookie().join(', ')) ?? []
  if (session === undefined) throw new Error(`No session came with ${response.status}`)
  return session
}

/** The session of a sample account. Files share it, since only so many passwords are checked in a quarter of an hour. */
export async function sessionOf(role: 'learner' | 'author' | 'coordinator' | 'admin', centre = inject('centre')): Promise<string> {
  const { accounts, dataFolder } = centre
  const file = join(dataFolder, `journey-session-${role}`)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const { email = '', password = '' } = accounts[role] ?? {}
  const entered = sessionIn(await postForm('/sr/sign-in', { login: email, password, next: '' }, undefined, centre))
  const session = needsApp.has(role) ? await withApp(entered, centre) : entered
  writeFileSync(file, session)
  return session
}

/** Their rights sleep without a second factor. */
const needsApp: ReadonlySet<string> = new Set(['coordinator', 'admin'])

/** Sets up an app, as each coordinator does at her first sign-in. */
async function withApp(session: string, centre = inject('centre')): Promise<string> {
  const page = '/sr/me/security/app'
  await postForm(`${page}?/begin`, { begin: '' }, session, centre)
  const shown = await (await ask(centre, page, { headers: { cookie: sessionHeader(session, centre), accept: 'text/html' } })).text()
  const [, secret = ''] = /<code class="secret[^"]*"[^>]*>([^<]+)</.exec(shown) ?? []
  if (secret === '') throw new Error('There was no key for an app to be seen.')
  return sessionIn(await postForm(`${page}?/confirm`, { code: codeOf(secret) }, session, centre))
}

const codes = new Map<string, string[]>()

/** A code as a coordinator prints it. */
export async function printedCode(centre = inject('centre')): Promise<string> {
  const left = codes.get(centre.url) ?? []
  if (left.length === 0) {
    const made = await (await postForm('/sr/desk/codes', { count: '20' }, await sessionOf('coordinator', centre), centre)).text()
    left.push(...[...made.matchAll(/<strong class="code[^>]*>([^<]+)</g)].map(([, code]) => code ?? ''))
    codes.set(centre.url, left)
  }
  const code = left.pop()
  if (code === undefined) throw new Error('The coordinator got no codes.')
  return code
}

export async function newLearner(name = 'Ана Пробић', centre = inject('centre')): Promise<Learner> {
  const userName = `ana-${randomBytes(5).toString('hex')}`
  const password = 'dug put do sigurnog znanja'
  const opened = await postForm('/sr/with-code', { code: await printedCode(centre), userName, name, password, next: '' }, undefined, centre)
  return { userName, password, name, session: sessionIn(opened) }
}

/** A browser in which somebody has signed in already. */
export async function browserOf(session: string, options: Visit = {}) {
  const context = await visitor(options)
  const centre = inject('centre')
  const cookie = {
    name: sessionName(centre),
    value: session,
    url: options.baseURL ?? centre.url,
    httpOnly: true,
    sameSite: 'Lax',
    secure: centre.tls !== undefined,
  } as const
  await context.addCookies([cookie])
  return context
}
