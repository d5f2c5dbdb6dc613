import { deleteRowsOf, type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { forgetImportsOf } from './consent-store.ts'

const account = { basis: 'public-task', keptFor: 'account' } as const
const short = { basis: 'public-task', keptFor: 'short' } as const

const tables: readonly TableProcessing[] = [
  {
    table: 'person',
    purpose: 'purposeAccount',
    ...account,
    columns: {
      id: 'key',
      login: 'contact',
      email: 'contact',
      email_confirmed_at: 'trace',
      password_hash: 'secret',
      display_name: 'identity',
      name_cyrillic: 'identity',
      name_latin: 'identity',
      name_confirmed_at: 'trace',
      variant: 'none',
      sample: 'none',
      created_at: 'trace',
      disabled_at: 'trace',
      name_key: 'identity',
      place: 'work',
      merged_into: 'key',
      merged_at: 'trace',
    },
  },
  {
    table: 'role_grant',
    purpose: 'purposeRights',
    ...account,
    columns: { person: 'key', role: 'work', scope: 'work', from_day: 'work', to_day: 'work' },
  },
  {
    table: 'session',
    purpose: 'purposeSessions',
    ...short,
    columns: {
      token_hash: 'secret',
      id: 'key',
      person: 'key',
      created_at: 'trace',
      last_seen_at: 'trace',
      expires_at: 'trace',
      user_agent: 'trace',
      network: 'trace',
      second_factor_at: 'trace',
      proved_at: 'trace',
    },
  },
  {
    table: 'one_time_secret',
    purpose: 'purposeSecrets',
    ...short,
    columns: {
      hash: 'secret',
      kind: 'trace',
      person: 'key',
      next: 'trace',
      created_at: 'trace',
      expires_at: 'trace',
      used_at: 'trace',
      place: 'work',
    },
  },
  // The subject is a hash of what was typed or of a network address; a row lives a quarter of an hour.
  { table: 'secret_check', purpose: 'purposeSecrets', ...short, columns: { subject: 'key', span: 'trace', checks: 'trace' } },
  {
    table: 'sign_on_link',
    purpose: 'purposeSignOn',
    ...account,
    columns: { issuer: 'contact', subject: 'contact', person: 'key', provider: 'contact', email: 'contact', linked_at: 'trace', last_used_at: 'trace' },
  },
  {
    table: 'sign_on_flow',
    purpose: 'purposeSignOn',
    ...short,
    columns: { hash: 'secret', provider: 'trace', person: 'key', next: 'trace', variant: 'none', expires_at: 'trace' },
  },
  {
    table: 'sign_on_offer',
    purpose: 'purposeSignOn',
    ...short,
    columns: { hash: 'secret', provider: 'trace', issuer: 'contact', subject: 'contact', email: 'contact', name: 'identity', expires_at: 'trace' },
  },
  {
    table: 'people_import',
    purpose: 'purposeImports',
    ...short,
    columns: { id: 'key', by_person: 'key', file_hash: 'none', body: 'secret', made_at: 'trace', expires_at: 'trace', done_at: 'trace' },
  },
  {
    table: 'second_step',
    purpose: 'purposeSecondFactor',
    ...short,
    columns: { token_hash: 'secret', person: 'key', trusted: 'trace', created_at: 'trace', expires_at: 'trace' },
  },
  {
    table: 'authenticator_app',
    purpose: 'purposeSecondFactor',
    ...account,
    columns: { person: 'key', secret: 'secret', confirmed_at: 'trace', last_step: 'secret', draft: 'secret', drafted_at: 'trace' },
  },
  { table: 'recovery_code', purpose: 'purposeSecondFactor', ...account, columns: { person: 'key', hash: 'secret', made_at: 'trace' } },
  {
    table: 'passkey',
    purpose: 'purposeSecondFactor',
    ...account,
    columns: {
      id: 'key',
      person: 'key',
      public_key: 'secret',
      counter: 'secret',
      transports: 'trace',
      name: 'words',
      created_at: 'trace',
      last_used_at: 'trace',
    },
  },
  {
    table: 'passkey_challenge',
    purpose: 'purposeSecondFactor',
    ...short,
    columns: { hash: 'secret', purpose: 'trace', person: 'key', expires_at: 'trace' },
  },
  {
    table: 'known_device',
    purpose: 'purposeSecondFactor',
    ...short,
    columns: { token_hash: 'secret', person: 'key', created_at: 'trace', last_seen_at: 'trace', expires_at: 'trace' },
  },
  {
    table: 'email_change',
    purpose: 'purposeAccount',
    ...short,
    columns: { person: 'key', email: 'contact', asked_at: 'trace', expires_at: 'trace', confirmed_at: 'trace', approved_at: 'trace' },
  },
  { table: 'people_import_person', purpose: 'purposeImports', ...short, columns: { import: 'key', person: 'key' } },
  {
    table: 'consent',
    purpose: 'purposeConsents',
    basis: 'consent',
    keptFor: 'account',
    columns: { id: 'key', person: 'key', purpose: 'trace', version: 'none', variant: 'none', given_at: 'trace', withdrawn_at: 'trace' },
  },
  {
    table: 'notice_seen',
    purpose: 'purposeConsents',
    basis: 'legal-duty',
    keptFor: 'account',
    columns: { person: 'key', version: 'trace', variant: 'none', seen_at: 'trace' },
  },
  { table: 'restriction', purpose: 'purposeRestrictions', basis: 'legal-duty', keptFor: 'account', columns: { person: 'key', since: 'trace', by: 'key' } },
  { table: 'account_use', purpose: 'purposeAccount', ...account, columns: { person: 'key', last_on: 'trace' } },
]

const whose = {
  role_grant: 'person',
  session: 'person',
  one_time_secret: 'person',
  second_step: 'person',
  authenticator_app: 'person',
  recovery_code: 'person',
  passkey: 'person',
  passkey_challenge: 'person',
  known_device: 'person',
  email_change: 'person',
  sign_on_link: 'person',
  sign_on_flow: 'person',
  people_import: 'by_person',
  people_import_person: 'person',
  consent: 'person',
  notice_seen: 'person',
  restriction: 'person',
  account_use: 'person',
} as const

export const personalData: PersonalData = {
  module: 'people',
  tables,
  exported: (db, person) => rowsOf(db, tables, { person: 'id', ...whose }, person),
  async erase(_app, tx, person) {
    await forgetImportsOf(tx, person)
    await deleteRowsOf(tx, { ...whose, person: 'id' }, person)
  },
}
