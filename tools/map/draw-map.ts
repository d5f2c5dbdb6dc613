/** docs/map.md: what the house looks like now, from its code. */
import { join } from 'node:path'
import { Hono } from 'hono'
import type { App } from '#platform/app.ts'
import { readConfig } from '#platform/config.ts'
import { apiRoutes } from '../../src/api.ts'
import { allReactions } from '../../src/reactions.ts'
import { cruise } from '../house/cruise.ts'
import { type Module, moduleNames, readModule } from '../house/read-module.ts'
import { readReadme } from '../house/read-readme.ts'
import { drawArrows, floorNames } from './arrows.ts'
import { readRoutes } from './routes.ts'

export async function drawMap(root: string): Promise<string> {
  const modules = moduleNames(root).map((name) => readModule(root, name))
  return `${[
    '# Map',
    '<!-- Written by `npm run map`. A test fails when it is stale. -->',
    '## Floors\n\nA module uses doors on its own floor or below. What must travel upward travels as a fact. Those beside hear facts from anywhere and ask for the rest (dotted). Pages, the loader and `src/api.ts` may open any door; everything stands on `platform/`, `kernel/` and `packages/`.',
    drawArrows(modules, await cruise(root)),
    `## Modules\n\n${table(
      ['module', 'floor', 'what it is', 'owns'],
      modules.toSorted(byFloor).map((module) => moduleRow(root, module)),
    )}`,
    `## Facts\n\nWritten in the transaction of the change they tell of; each reaction is a job of its own.\n\n${table(['fact', 'told by', 'heard by'], factRows(modules))}`,
    `## Pages\n\nEach stands under \`/sr\`, \`/sr-latn\` and \`/en\`, unless the table says otherwise. A visitor is asked to sign in where that is enough; who is not allowed sees what she would see if there were no such page. What belongs to one person (an attempt, a certificate) is shown to her alone.\n\n${table(
      ['address', 'who', 'folder'],
      readRoutes(root).map(({ address, who, folder }) => [`\`${address}\``, who, `\`${folder}\``]),
    )}`,
    `## Machine addresses\n\n${table(['method', 'address'], machineRows())}`,
  ].join('\n\n')}\n`
}

const order = ({ floor }: Module): number => (typeof floor === 'number' ? floor : floorNames.length)
const byFloor = (a: Module, b: Module): number => order(b) - order(a) || (a.name < b.name ? -1 : 1)

function moduleRow(root: string, { name, floor, owns }: Module): string[] {
  const sentence = readReadme(join(root, 'src/modules', name, 'README.md'))?.sentence ?? ''
  const storey = typeof floor === 'number' ? `${floor} ${floorNames[floor]}` : (floor ?? 'none')
  return [`[${name}](../src/modules/${name}/README.md)`, storey, sentence, owns.map((table) => `\`${table}\``).join(', ')]
}

function factRows(modules: readonly Module[]): string[][] {
  const told = modules.flatMap(({ name, tells }) => tells.map((fact) => ({ fact, by: name })))
  return told
    .toSorted((a, b) => (a.fact < b.fact ? -1 : 1))
    .map(({ fact, by }) => {
      const heard = allReactions.filter(({ hears }) => hears === fact).map(({ name }) => `\`${name}\``)
      return [`\`${fact}\``, by, heard.join(', ') || 'nobody yet']
    })
}

/** Handlers are put in place without being called, so an App that has only its settings will do. */
function machineRows(): string[][] {
  const config = readConfig({})
  if (!config.ok) throw new Error(config.refusal.rule)
  const { routes } = apiRoutes({ config: config.value } as App, new Hono())
  const own = routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => [method, `\`${path}\``])
  const operations = ['/health/live', '/health/ready', '/metrics'].map((path) => ['GET', `\`${path}\``])
  const rows = new Map([...own, ...operations].map((row) => [row.join(' '), row]))
  return [...rows.values()].toSorted((a, b) => ((a[1] ?? '') < (b[1] ?? '') ? -1 : 1))
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
