/** `npx putokaz …`: the same program for the terminal. */
import { Command } from 'commander'
import * as words from '#texts/generated/terminal.ts'
import { addAuditCommands } from './terminal/audit-commands.ts'
import { addBackupCommands } from './terminal/backup-commands.ts'
import { addCentreCommands } from './terminal/centre-commands.ts'
import { addCertificateCommands } from './terminal/certificate-commands.ts'
import { answer, withApp } from './terminal/desk.ts'
import { addDoctorCommand } from './terminal/doctor.ts'
import { addPeopleCommands } from './terminal/people-commands.ts'
import { addRestoreCommand } from './terminal/restore-command.ts'

const examples = `
Examples:
  npx putokaz start -- --lan                         serve on the local network
  npx putokaz check-centre centre                    read all content, name what is wrong
  npx putokaz sample load my-centre                  load a content folder
  npx putokaz person add ana@primer.rs "Ана Пробић" --role coordinator
  npx putokaz person role ana@primer.rs author --json
  npx putokaz backup /media/usb/centre.zip           everything in one file, while people work
  npx putokaz restore centre.zip                     into an empty PUTOKAZ_DATA
  npx putokaz doctor --json                          for a script that watches

Settings come from the environment: PUTOKAZ_DATA, PUTOKAZ_URL, DATABASE_URL, SMTP_URL.`

const program = new Command('putokaz').description(`${words.description('en')} · ${words.description('sr-Cyrl')}`).addHelpText('after', examples)
program.command('start').description('start the server (the same as npm start); see start --help')
program
  .command('migrate')
  .description('bring the database to this version')
  .option('--json', 'answer as JSON')
  .action((options: { json?: boolean }) =>
    withApp(async (_app, migrated) => answer(options, { migrated }, (variant) => words.migrated(variant, { count: migrated.length }))),
  )
addCentreCommands(program)
addPeopleCommands(program)
addCertificateCommands(program)
addBackupCommands(program)
addRestoreCommand(program)
addDoctorCommand(program)
addAuditCommands(program)

await program.parseAsync(process.argv)
process.exit()
