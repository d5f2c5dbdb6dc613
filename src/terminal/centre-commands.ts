import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import * as words from '#texts/generated/terminal.ts'
import { type CentreProblem, checkCentre, loadCentre } from '../centre/load-centre.ts'
import { removeSample } from '../centre/remove-sample.ts'
import { programFolder } from '../open-app.ts'
import { progressBar } from '../start/screen.ts'
import { type Answering, answer, fail, withApp } from './desk.ts'

const own = join(programFolder, 'centre')

export function addCentreCommands(program: Command): void {
  program
    .command('check-centre [folder]')
    .description('read all content and say what breaks a rule: file, line and rule')
    .option('--json', 'answer as JSON')
    .action(async (folder: string | undefined, options: Answering) => {
      const problems = await checkCentre(resolve(folder ?? own))
      if (problems.length > 0) return refuse(problems, options)
      answer(options, { problems: [] }, words.checked)
    })
  const sample = program.command('sample').description('the sample centre: load, remove')
  sample
    .command('load [folder]')
    .description('load a content folder, whole or not at all; loading it again changes nothing')
    .option('--json', 'answer as JSON')
    .action((folder: string | undefined, options: Answering) =>
      withApp(async (app) => {
        const loaded = await loadCentre(app, resolve(folder ?? own), options.json ? undefined : progressBar())
        if (!loaded.ok) return refuse(loaded.refusal, options)
        await app.jobs.drain(app)
        answer(options, { loaded: true }, words.loaded)
      }),
    )
  sample
    .command('remove')
    .description('take out the invented people with their results and certificates; registers and laws stay')
    .option('--json', 'answer as JSON')
    .action((options: Answering) =>
      withApp(async (app) => {
        const people = await removeSample(app)
        answer(options, { people }, (variant) => words.removed(variant, { people }))
      }),
    )
}

function refuse(problems: readonly CentreProblem[], options: Answering): void {
  if (options.json) process.stdout.write(`${JSON.stringify({ problems })}\n`)
  for (const { file, line, rule, detail } of problems) process.stderr.write(`${file}:${line} ${rule} ${detail}\n`)
  fail((variant) => words.problems(variant, { count: problems.length }))
}
