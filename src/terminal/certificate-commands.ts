import type { Command } from 'commander'
import { revokeCertificate } from '#modules/certificates/index.ts'
import * as words from '#texts/generated/terminal.ts'
import { type Answering, answer, fail, withApp } from './desk.ts'

export function addCertificateCommands(program: Command): void {
  const certificate = program.command('certificate').description('certificates: revoke')
  certificate
    .command('revoke <number> <reason>')
    .description('revoke a certificate; whoever verifies it sees the reason')
    .option('--json', 'answer as JSON')
    .action((number: string, reason: string, options: Answering) =>
      withApp(async (app) => {
        const outcome = await revokeCertificate(app, { actor: 'operator', number, reason })
        if (outcome.ok) answer(options, { revoked: number }, words.revoked)
        else fail(words.notRevoked)
      }),
    )
}
