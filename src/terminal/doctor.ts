/** `putokaz doctor`: looks at what must be right and says it, one line a thing. */
import type { Command } from 'commander'
import * as words from '#texts/generated/terminal.ts'
import { examine, type FindingState } from '../running/findings.ts'
import { type Answering, answer, withApp } from './desk.ts'

const signs: Record<FindingState, string> = { fine: '✓', watch: '!', wrong: '✗' }

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('look at database, disk, jobs, mail, backup, audit log, keys, build, fonts and content')
    .option('--json', 'answer as JSON')
    .action((options: Answering) =>
      withApp(async (app) => {
        const findings = await examine({ app, thorough: true })
        const wrong = findings.filter(({ state }) => state === 'wrong').length
        if (!options.json) for (const { thing, state, seen } of findings) process.stdout.write(`${signs[state]} ${thing.padEnd(12)} ${seen}\n`)
        const said = findings.map((finding) => ({ ...finding, fine: finding.state !== 'wrong' }))
        answer(options, { fine: wrong === 0, findings: said }, (variant) =>
          wrong === 0 ? words.doctorFine(variant) : words.doctorWrong(variant, { count: wrong }),
        )
        if (wrong > 0) process.exitCode = 1
      }),
    )
}
