/** `npm run dev`: the whole server on pages that reload as they are written. Catalogues are compiled anew when they change. */
import { spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { createServer } from 'vite'
import type { PageHandler } from '#platform/http/serve.ts'
import { runServer } from '../src/start/run-server.ts'

const root = resolve(import.meta.dirname, '..')
const compileTexts = () => spawnSync(process.execPath, [join(root, 'tools/compile-texts.ts')], { stdio: 'inherit' })

compileTexts()
spawnSync(process.execPath, [join(root, 'tools/build-field-tool.ts')], { stdio: 'inherit' })
for (const language of ['sr-Cyrl', 'en']) watch(join(root, 'src/texts', language), compileTexts)

process.exitCode = await runServer(process.argv.slice(2), {
  keep: false,
  open: async () => {
    const vite = await createServer({ root, server: { middlewareMode: true }, appType: 'custom' })
    return vite.middlewares as unknown as PageHandler
  },
})
process.exit()
