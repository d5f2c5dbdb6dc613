import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Block, Cite } from '@putokaz/manuscript'
import { stringify } from 'yaml'
import { toMarkdown } from './markdown.ts'

/** A text in one language; `front` stands above it between lines of `---`. */
export interface Text {
  readonly front: object
  readonly blocks: readonly Block[]
}

/** Only letters of a code or version become part of a path, whatever stands in the database. */
export const safe = (name: string) => name.replaceAll(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_')

/** Writes `<path>.md`, and `<path>.en.md` where there is a translation. */
export async function writeText(path: string, source: Text, english?: Text): Promise<void> {
  const text = ({ front, blocks }: Text) => `---\n${stringify(front)}---\n\n${toMarkdown(blocks)}`
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.md`, text(source))
  if (english) await writeFile(`${path}.en.md`, text(english))
}

/** Acts and articles as an author cites them; empty when there are none. */
export function citeOf(cites: readonly Cite[]): string {
  return cites.map(({ act, article }) => (article === undefined ? act : `${act} ${article}`)).join('; ')
}

export async function writeYaml(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, stringify(content))
}
