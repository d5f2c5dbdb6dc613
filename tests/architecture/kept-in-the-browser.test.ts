/** What draws pages on a device must run in a browser: neither Node nor a database stands behind it there. */
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { expect, test } from 'vitest'
import { root } from './support/tree-copy.ts'

const ofTheServer = /^node:|^(fs|path|crypto|pg|kysely)$|\/src\/platform\/|\/(store|tables)\.ts$|\/(commands|queries|api)\//

/** Builds as for a browser; tells what of the server came along, and how large it is. */
async function built(entry: string): Promise<{ foreign: string[]; bytes: number }> {
  const foreign = new Set<string>()
  const watch: Plugin = {
    name: 'watch',
    enforce: 'pre',
    resolveId(id) {
      if (ofTheServer.test(id)) foreign.add(id)
      return null
    },
    moduleParsed({ id }) {
      if (ofTheServer.test(id)) foreign.add(id.replace(root, ''))
    },
  }
  const made = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    plugins: [watch],
    build: { write: false, lib: { entry: join(root, entry), formats: ['es'] }, modulePreload: false },
  })
  const chunks = [made].flat().flatMap((one) => ('output' in one ? one.output : []))
  return { foreign: [...foreign].sort(), bytes: chunks.reduce((sum, chunk) => sum + (chunk.type === 'chunk' ? chunk.code.length : 0), 0) }
}

test('pages are drawn on a device without anything of the server, and without the readers of manuscripts', async () => {
  const { foreign, bytes } = await built('src/kept/views/index.ts')
  expect(foreign).toEqual([])
  expect(bytes).toBeGreaterThan(20_000)
  expect(bytes).toBeLessThan(70_000)
})

test('what does need the server is found out', async () => {
  expect((await built('src/kept/keepable.ts')).foreign).not.toEqual([])
})
