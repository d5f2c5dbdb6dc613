import { forgetFiles } from '#platform/forgotten-files.ts'
import { type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { countOver, lettersTo, removeOver } from './old-letters-store.ts'
import { removeLettersTo } from './store.ts'

const tables: readonly TableProcessing[] = [
  {
    table: 'letter',
    purpose: 'purposeLetters',
    basis: 'public-task',
    keptFor: 'letter',
    columns: {
      id: 'key',
      kind: 'trace',
      person: 'key',
      occasion: 'key',
      body: 'key',
      address_hash: 'key',
      state: 'trace',
      tries: 'none',
      problem: 'trace',
      next_try: 'trace',
      give_up_at: 'trace',
      made_at: 'trace',
      sent_at: 'trace',
      message_id: 'key',
      said: 'words',
    },
  },
  {
    table: 'unwanted_letter',
    purpose: 'purposeLetters',
    basis: 'consent',
    keptFor: 'account',
    columns: { person: 'key', kind: 'trace', since: 'trace' },
  },
  {
    table: 'decline_key',
    purpose: 'purposeLetters',
    basis: 'public-task',
    keptFor: 'letter',
    columns: { hash: 'secret', person: 'key', kind: 'trace', made_at: 'trace' },
  },
]

export const personalData: PersonalData = {
  module: 'notices',
  tables,
  exported: (db, person) => rowsOf(db, tables, { letter: 'person', unwanted_letter: 'person', decline_key: 'person' }, person),
  async erase(app, tx, person) {
    await forgetFiles(app, tx, { letters: await lettersTo(tx, person) })
    await removeLettersTo(tx, [person])
  },
  retention: [
    {
      key: 'letters',
      term: 'letterMonths',
      count: (db, { before }) => countOver(db, before),
      remove: async (app, tx, { before }) => forgetFiles(app, tx, { letters: await removeOver(tx, before) }),
    },
  ],
}
