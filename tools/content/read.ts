/** The centre of this tree, read as a load would read it. */
import { join, resolve } from 'node:path'
import { openContentFiles } from '#centre/content-files.ts'
import { readCentre, type WrittenCentre } from '#centre/read-centre.ts'
import { readRegisters } from '#centre/read-registers.ts'

export const root = resolve(import.meta.dirname, '../..')

/** Throws what the load would refuse. */
export async function readThisCentre(): Promise<WrittenCentre> {
  const folder = join(root, 'centre')
  const read = await readCentre(await openContentFiles(folder), await readRegisters(join(folder, 'registers')))
  if (!read.ok) throw new Error(read.refusal.map(({ file, line, rule, detail }) => `${file}:${line} ${rule} ${detail}`).join('\n'))
  return read.value
}
