/** Letters that the centre put into its mail folder. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { inject } from 'vitest'

/** Waits for the first letter to an address. */
export async function letterTo(address: string, milliseconds = 20_000): Promise<ParsedMail> {
  const folder = join(inject('centre').dataFolder, 'mail')
  const limit = Date.now() + milliseconds
  while (Date.now() < limit) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith('.eml')) continue
      const letter = await simpleParser(await readFile(join(folder, name)))
      if ([letter.to].flat().some((to) => to?.text.includes(address))) return letter
    }
    await wait(100)
  }
  throw new Error(`No letter to ${address} came within ${milliseconds} ms.`)
}

/** Letters in the mail folder of a test's own App, as a person reads them: to whom, subject, plain text; the first written first. */
export async function lettersOf(dataFolder: string): Promise<string[]> {
  const folder = join(dataFolder, 'mail')
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort()
  const letters = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(folder, name)))))
  return letters.map(({ to, subject, text }) => `To: ${[to].flat()[0]?.text ?? ''}\nSubject: ${subject}\n\n${text ?? ''}`)
}

/** The address of the centre in a letter. */
export function linkIn(letter: ParsedMail): string {
  const [link] = /https?:\/\/\S+/.exec(letter.text ?? '') ?? []
  if (link === undefined) throw new Error('The letter has no link.')
  return link
}
