import type { Command } from 'commander'
import type { Variant } from '#kernel/localized.ts'
import { type AuditVerdict, verifyAudit } from '#modules/audit/index.ts'
import * as words from '#texts/generated/terminal.ts'
import { type Answering, answer, withApp } from './desk.ts'

export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('the audit log: verify')
  audit
    .command('verify')
    .description('read the whole log and name the first entry that was changed, removed, moved, added or cut off')
    .option('--json', 'answer as JSON')
    .action((options: Answering) =>
      withApp(async (app) => {
        const verdict = await verifyAudit(app)
        answer(options, { whole: verdict.fault === undefined, ...verdict }, (variant) => sentence(verdict, variant))
        if (verdict.fault) process.exitCode = 1
      }),
    )
}

function sentence({ fault, sealed, head }: AuditVerdict, variant: Variant): string {
  if (!fault) return words.auditWhole(variant, { count: sealed, head: `${head.number} ${head.mac}` })
  const place = [fault.number, fault.entry].filter((one) => one !== undefined).join(' · ')
  return words.auditFault(variant, { kind: fault.kind, place: place === '' ? '–' : place })
}
