/** What a device keeps of the program: the worker at its one address, and the built files of the shell. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'

/** Addresses that pages name. */
export interface ShellFiles {
  readonly version: string
  readonly script: string
  readonly register: string
}

type Built = Pick<App, 'programFolder'>
const folderOf = (app: Built) => join(app.programFolder, 'build/shell')
const read = new Map<string, ShellFiles | undefined>()

/** Undefined where nothing was built: then pages are what they are without a worker. */
export function shellFiles(app: Built): ShellFiles | undefined {
  const file = join(folderOf(app), 'files.json')
  if (!read.has(file)) read.set(file, existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ShellFiles) : undefined)
  return read.get(file)
}

const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const
const builtName = /^[A-Za-z0-9_-]{1,60}\.[A-Za-z0-9_-]{6,20}\.(js|css)$/

/** `GET /service-worker.js` and `GET /shell/<file>`. */
export function deviceFiles(app: App, routes: Hono): void {
  routes.use('/shell/*', compress())
  routes.get('/shell/:file', (c) => {
    const [name = '', ending] = builtName.exec(c.req.param('file')) ?? []
    const file = join(folderOf(app), name)
    if (name === '' || !existsSync(file)) return c.text('', 404)
    const type = types[ending === 'css' ? 'css' : 'js']
    return c.body(readFileSync(file, 'utf8'), 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' })
  })
  routes.get('/service-worker.js', (c) => {
    const file = join(folderOf(app), app.config.offline ? 'worker.js' : 'farewell.js')
    if (!existsSync(file)) return c.text('', 404)
    return c.body(readFileSync(file, 'utf8'), 200, {
      'content-type': types.js,
      'cache-control': 'no-cache',
      'content-security-policy': workerPolicy(app.config),
    })
  })
}

/** A worker asks for what its pages ask for, and so for pictures of the content host. */
function workerPolicy({ contentUrl }: Config): string {
  return `default-src 'none'; connect-src 'self'${contentUrl ? ` ${contentUrl.origin}` : ''}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}
