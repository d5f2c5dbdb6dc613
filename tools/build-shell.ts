/** Builds what a device keeps of the program: the shell that draws without a network, the worker, and the script that starts it. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build, type InlineConfig } from 'vite'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src/service-worker')
const out = join(root, 'build/shell')
const common: InlineConfig = { configFile: false, root, publicDir: false, logLevel: 'warn', base: '/shell/' }

/** A file of its own, without anything to load beside it. */
async function buildScript(entry: string, name: string, define: Record<string, string> = {}): Promise<void> {
  const output = { format: 'iife', entryFileNames: name, codeSplitting: false } as const
  await build({ ...common, define, build: { outDir: out, emptyOutDir: false, modulePreload: false, rolldownOptions: { input: join(source, entry), output } } })
}

async function buildShell(): Promise<void> {
  const output = { format: 'es', entryFileNames: 'shell.[hash].js', chunkFileNames: '[name].[hash].js', assetFileNames: '[name].[hash][extname]' } as const
  await build({
    ...common,
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
    resolve: { alias: { '$app/state': join(source, 'shell/page-state.ts') } },
    worker: { rolldownOptions: { output: { entryFileNames: '[name].[hash].js' } } },
    build: { outDir: out, emptyOutDir: true, modulePreload: false, rolldownOptions: { input: join(source, 'shell/main.ts'), output } },
  })
}

const hashOf = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)
const folder = (path: string, address: string) =>
  readdirSync(path).map((name) => ({ address: `${address}/${name}`, hash: hashOf(readFileSync(join(path, name))) }))

await buildShell()
await buildScript('register.ts', 'register.[hash].js')
const shell = folder(out, '/shell')
const fonts = folder(join(root, 'static/fonts'), '/fonts').filter(({ address }) => address.endsWith('.woff2'))
const icons = ['icon.svg'].map((name) => ({ address: `/${name}`, hash: hashOf(readFileSync(join(root, 'static', name))) }))
const kept = [...shell, ...fonts, ...icons].sort((a, b) => (a.address < b.address ? -1 : 1))
const styles = readdirSync(join(root, 'build/client/_app/immutable/assets')).filter((name) => name.endsWith('.css'))
// The version is that of the worker's own code too, which is known only when it is built.
const unknownVersion = '@@version@@'
await buildScript('worker/worker.ts', 'worker.js', { __BUILD__: JSON.stringify({ version: unknownVersion, files: kept.map(({ address }) => address) }) })
const worker = readFileSync(join(out, 'worker.js'), 'utf8')
const version = hashOf(JSON.stringify([kept, styles.sort(), worker]))
writeFileSync(join(out, 'worker.js'), worker.replaceAll(unknownVersion, version))
await buildScript('worker/farewell.ts', 'farewell.js')
const named = (start: string, ending: string) => shell.find(({ address }) => address.startsWith(`/shell/${start}`) && address.endsWith(ending))?.address
writeFileSync(join(out, 'files.json'), JSON.stringify({ version, script: named('shell.', '.js'), register: named('register.', '.js') }))
