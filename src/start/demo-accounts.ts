/** One account per role for the sample centre; the passwords are made here and kept in the data folder only. */
import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addPerson, type Role } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'

export interface DemoAccount {
  readonly role: Role
  readonly email: string
  readonly name: string
  readonly password: string
}

const people: readonly Omit<DemoAccount, 'password'>[] = [
  { role: 'learner', email: 'marija@primer.invalid', name: 'Марија Пример' },
  { role: 'author', email: 'jovan@primer.invalid', name: 'Јован Узорак' },
  { role: 'coordinator', email: 'ana@primer.invalid', name: 'Ана Пробић' },
  { role: 'admin', email: 'petar@primer.invalid', name: 'Петар Огледни' },
]

const syllables = ['ba', 'do', 'ga', 'ki', 'lo', 'ma', 'ne', 'po', 'ra', 'su', 'ta', 'vi', 'zo', 'bre', 'kru', 'sta']

/** Four words of three syllables and a number, about 52 random bits, easy to type on a phone. */
function demoPassword(): string {
  const word = () => Array.from({ length: 3 }, () => syllables[randomInt(syllables.length)]).join('')
  return `${[word(), word(), word(), word()].join('-')}-${randomInt(10, 100)}`
}

/** Makes the accounts that are not there yet and writes their passwords to `demo-accounts.txt` for the owner of the folder only. */
export async function makeDemoAccounts(app: App): Promise<DemoAccount[]> {
  const made: DemoAccount[] = []
  for (const person of people) {
    const account = { ...person, password: demoPassword() }
    const added = await addPerson(app, {
      email: account.email,
      name: account.name,
      roles: [account.role],
      variant: 'sr-Cyrl',
      password: account.password,
      sample: true,
    })
    if (added.ok) made.push(account)
  }
  if (made.length > 0)
    await writeFile(join(app.config.dataFolder, 'demo-accounts.txt'), made.map((one) => `${one.role}\t${one.email}\t${one.password}\n`).join(''), {
      mode: 0o600,
      flag: 'a',
    })
  return made
}
