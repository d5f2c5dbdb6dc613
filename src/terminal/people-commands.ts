import type { Command } from 'commander'
import {
  addPerson,
  allPeople,
  changeRole,
  type DeskRefusal,
  disablePerson,
  dropSecondFactorsByLogin,
  endSessionsByLogin,
  invitePerson,
  isRole,
  issueAccessCodeByLogin,
  roles,
} from '#modules/people/index.ts'
import * as words from '#texts/generated/terminal.ts'
import { type Answering, answer, fail, withApp } from './desk.ts'

const refusals = {
  'email-malformed': words.badEmail,
  'user-name-malformed': words.badEmail,
  'name-missing': words.badName,
  'already-there': words.alreadyThere,
} as const

const deskRefusals = {
  'not-allowed': words.nobody,
  nobody: words.nobody,
  'last-admin': words.lastAdmin,
  'not-confirmed': words.notConfirmed,
  'days-turned': words.nobody,
  'scope-malformed': words.nobody,
  'has-email': words.hasEmail,
  'account-closed': words.accountClosed,
} as const satisfies Record<DeskRefusal | 'has-email' | 'account-closed', unknown>

export function addPeopleCommands(program: Command): void {
  const person = program.command('person').description('accounts: add, invite, role, sessions, code, disable, list')
  person
    .command('add <email> <name>')
    .description('open an account; its owner chooses the password by the reset letter')
    .option('--role <role>', 'learner, author, coordinator or admin', 'learner')
    .option('--json', 'answer as JSON')
    .action((email: string, name: string, options: Answering & { role: string }) => add(email, name, options))
  person
    .command('role <login> <role>')
    .description('grant a role, or take it with --take')
    .option('--take', 'take the role away')
    .option('--json', 'answer as JSON')
    .action((login: string, role: string, options: Answering & { take?: boolean }) => change(login, role, options))
  person
    .command('invite <email> <name>')
    .description('open an account and send its owner a link to choose her password')
    .option('--role <role>', roles.join(', '), 'learner')
    .option('--json', 'answer as JSON')
    .action((email: string, name: string, options: Answering & { role: string }) => invite(email, name, options))
  person
    .command('list')
    .option('--json', 'answer as JSON')
    .action((options: Answering) =>
      withApp(async (app) => {
        const all = await allPeople(app.db)
        if (options.json) return answer(options, all, () => '')
        for (const one of all) process.stdout.write(`${one.login}\t${one.roles.join(',')}\t${one.display_name}${one.disabled_at ? '\t-' : ''}\n`)
      }),
    )
  addAccessCommands(person)
}

/** Who may get in, and how. */
function addAccessCommands(person: Command): void {
  person
    .command('disable <login>')
    .description('close an account and end its sessions')
    .option('--json', 'answer as JSON')
    .action((login: string, options: Answering) =>
      withApp(async (app) => {
        const outcome = await disablePerson(app, login)
        if (outcome.ok) answer(options, { disabled: login }, words.disabled)
        else fail(deskRefusals[outcome.refusal])
      }),
    )
  person
    .command('sessions <login>')
    .description('sign a person out everywhere; with --end, which is needed')
    .requiredOption('--end', 'end all of them')
    .option('--json', 'answer as JSON')
    .action((login: string, options: Answering) =>
      withApp(async (app) => {
        const outcome = await endSessionsByLogin(app, login)
        if (outcome.ok) answer(options, { ended: login }, words.sessionsEnded)
        else fail(deskRefusals[outcome.refusal])
      }),
    )
  person
    .command('second-factor-off <login>')
    .description('take app, passkeys and recovery codes away from one who lost them; make sure first that it is she')
    .option('--json', 'answer as JSON')
    .action((login: string, options: Answering) =>
      withApp(async (app) => {
        const outcome = await dropSecondFactorsByLogin(app, login)
        if (outcome.ok) answer(options, { dropped: login }, words.secondFactorsDropped)
        else fail(outcome.refusal === 'nothing-to-drop' ? words.noSecondFactors : words.nobody)
      }),
    )
  person
    .command('code <login>')
    .description('a code on paper for an account without e-mail: its owner chooses a new password with it')
    .option('--json', 'answer as JSON')
    .action((login: string, options: Answering) =>
      withApp(async (app) => {
        const outcome = await issueAccessCodeByLogin(app, login)
        if (outcome.ok) answer(options, { code: outcome.value.code, expires: outcome.value.expires }, (variant) => words.accessCode(variant, outcome.value))
        else fail(deskRefusals[outcome.refusal])
      }),
    )
}

async function add(email: string, name: string, options: Answering & { role: string }): Promise<void> {
  const { role } = options
  if (!isRole(role)) return fail((variant) => words.badRole(variant, { roles: roles.join(', ') }))
  await withApp(async (app) => {
    const outcome = await addPerson(app, { email, name, roles: [role], variant: 'sr-Cyrl', sample: false })
    if (outcome.ok) answer(options, { id: outcome.value }, (variant) => words.personAdded(variant, { login: email }))
    else fail(refusals[outcome.refusal])
  })
}

async function invite(email: string, name: string, options: Answering & { role: string }): Promise<void> {
  const { role } = options
  if (!isRole(role)) return fail((variant) => words.badRole(variant, { roles: roles.join(', ') }))
  await withApp(async (app) => {
    if (email.trim() === '') return fail(words.badEmail)
    const outcome = await invitePerson(app, { desk: 'terminal', email, name, role, scope: '', place: null, variant: 'sr-Cyrl' })
    if (outcome.ok) answer(options, { invited: email }, (variant) => words.personInvited(variant, { login: email }))
    else fail(outcome.refusal === 'name-missing' ? words.badName : words.badEmail)
  })
}

async function change(login: string, role: string, options: Answering & { take?: boolean }): Promise<void> {
  if (!isRole(role)) return fail((variant) => words.badRole(variant, { roles: roles.join(', ') }))
  await withApp(async (app) => {
    const outcome = await changeRole(app, { login, role, grant: options.take !== true })
    if (outcome.ok) answer(options, { login, role, granted: options.take !== true }, words.roleChanged)
    else fail(deskRefusals[outcome.refusal])
  })
}
