/** A tiny project in its own folder with our launcher in it: no packages, a real npm, and a server of twenty lines. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, temporaryFolder } from './programs.ts'

const server = `
import { createServer } from 'node:http'
import { appendFileSync } from 'node:fs'
import { stayWithParent } from '../bin/launch/stay-with-parent.mjs'

const note = (text: string): void => appendFileSync('notes', text + '\\n')
const server = createServer((request, response) => response.end('at work'))
const stop = (why: string): void => {
  note(why)
  server.close()
  server.closeAllConnections()
}
process.on('SIGTERM', () => stop('SIGTERM'))
process.on('SIGINT', () => stop('SIGINT'))
stayWithParent(() => stop('alone'))
if (process.argv.includes('--empty')) process.exit(7)
server.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  note('server ' + process.pid + ' ' + process.ppid)
  console.log('http://localhost:' + process.env['PORT'] + '/')
})
`

const build = `
import { mkdirSync, writeFileSync, readFileSync } from 'node:fs'
if (readFileSync('src/server.ts', 'utf8').includes('// broken')) throw new Error('a page is broken')
mkdirSync('build', { recursive: true })
writeFileSync('build/handler.js', String(Date.now()))
`

export function smallClone(): string {
  const folder = temporaryFolder()
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
  for (const language of ['sr-Cyrl', 'en']) {
    const file = `src/texts/${language}/launch.json`
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  const manifest = { name: 'small', version: '1.0.0', type: 'module', scripts: { start: 'node bin/start.mjs', build: 'node tools/build.mjs' } }
  mkdirSync(join(folder, 'tools'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages: { '': manifest } }))
  writeFileSync(join(folder, 'tools/build.mjs'), build)
  writeFileSync(join(folder, 'src/server.ts'), server)
  writeFileSync(join(folder, 'src/cli.ts'), 'console.log(JSON.stringify(process.argv.slice(2)))')
  return folder
}
