/** Names that the program reads from addresses and forms, taken from its source, so that a new one is tried without anybody remembering. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/server.ts'

function sources(folder: string, shape: RegExp): string {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => shape.test(file) && !/generated|\.test\.ts$/.test(file))
  return files.map((file) => readFileSync(join(root, folder, file), 'utf8')).join('\n')
}

function names(text: string, ...shapes: RegExp[]): string[] {
  return [...new Set(shapes.flatMap((shape) => [...text.matchAll(shape)].map(([, name]) => name ?? '')))].filter((name) => name !== '').sort()
}

const routes = sources('src/routes', /\.(ts|svelte)$/) + sources('src/modules', /api\/.*\.ts$|ui\/.*\.svelte$/) + sources('src/ui', /\.svelte$/)

/** `q`, `page`, `next`, `key` … */
export const queryNames = names(routes, /searchParams\.get(?:All)?\('([\w-]+)'\)/g, /c\.req\.query\('([\w-]+)'\)/g)
/** `login`, `password`, `count` … */
export const fieldNames = names(routes, /\bname="([\w-]+)"/g, /(?:form|data|field)\w*(?:\.get)?\(\s*(?:form,\s*)?'([\w-]+)'\)/g)
