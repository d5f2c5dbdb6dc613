/** What no backup holds. Everything else in the database is kept, so that a new table can't be forgotten. */

export type LeftOutReason =
  /** Proves who somebody is; whoever has a copy of the file must not be able to sign in with it. */
  | 'proves-identity'
  /** Counts tries of the last minutes. */
  | 'counts-tries'
  /** Half of a deed whose other half is a secret that is left out. */
  | 'half-done'
  /** Made again from the manifest. */
  | 'made-again'

/** Tables whose rows stay at home; a restored centre has them, empty. */
export const leftOutTables: Readonly<Record<string, LeftOutReason>> = {
  session: 'proves-identity',
  one_time_secret: 'proves-identity',
  secret_check: 'counts-tries',
  sign_on_flow: 'proves-identity',
  sign_on_offer: 'proves-identity',
  second_step: 'proves-identity',
  passkey_challenge: 'proves-identity',
  known_device: 'proves-identity',
  email_change: 'half-done',
  migration: 'made-again',
}

/** Settings that tell of this installation and not of the centre. */
export const settingsOfTheMachine = ['epoch', 'last-backup', 'backup-progress', 'after-restore'] as const
