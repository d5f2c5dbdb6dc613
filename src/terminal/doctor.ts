/** `putokaz doctor`: looks at what must be right and says it, one line a thing. */
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { areas } from '#modules/areas/index.ts'
import { catalogue } from '#modules/courses/index.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/terminal.ts'
import { programFolder } from '../open-app.ts'
import { type Answering, answer, withApp } from './desk.ts'

interface Finding {
  readonly thing: string
  readonly fine: boolean
  readonly seen: string
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('look at database, disk, build, fonts, mail and content')
    .option('--json', 'answer as JSON')
    .action((options: Answering) =>
      withApp(async (app) => {
        const findings = await examine(app)
        const wrong = findings.filter((finding) => !finding.fine).length
        if (!options.json) for (const { thing, fine, seen } of findings) process.stdout.write(`${fine ? '✓' : '✗'} ${thing.padEnd(12)} ${seen}\n`)
        answer(options, { fine: wrong === 0, findings }, (variant) => (wrong === 0 ? words.doctorFine(variant) : words.doctorWrong(variant, { count: wrong })))
        if (wrong > 0) process.exitCode = 1
      }),
    )
}

const leastFree = 500 * 1024 * 1024

async function examine(app: App): Promise<Finding[]> {
  const { config } = app
  const disk = await statfs(config.dataFolder)
  const free = disk.bavail * disk.bsize
  const courses = await catalogue(app.db)
  const open = courses.filter((course) => course.status === 'published').length
  const built = existsSync(join(programFolder, 'build', 'handler.js'))
  const fonts = existsSync(join(programFolder, 'assets', 'fonts'))
  const areaCount = (await areas(app.db)).length
  return [
    { thing: 'node', fine: Number(process.versions.node.split('.')[0]) >= 24, seen: process.versions.node },
    { thing: 'database', fine: true, seen: config.databaseUrl === undefined ? 'private' : 'external' },
    { thing: 'disk', fine: free > leastFree, seen: `${Math.round(free / 1024 / 1024)} MB` },
    { thing: 'build', fine: built, seen: built ? 'build/' : '-' },
    { thing: 'fonts', fine: fonts, seen: 'assets/fonts' },
    { thing: 'mail', fine: true, seen: config.smtpUrl === undefined ? join(config.dataFolder, 'mail') : 'smtp' },
    { thing: 'areas', fine: areaCount > 0 || !config.sample, seen: String(areaCount) },
    { thing: 'courses', fine: open > 0 || !config.sample, seen: `${open}/${courses.length}` },
  ]
}
