import type { Generated } from 'kysely'
import type { Variant } from '#kernel/localized.ts'
import type { Role, Scope } from './domain/roles.ts'

export interface PeopleTables {
  person: {
    id: string
    /** What she signs in with: her e-mail in lower case, or the user name of an account without e-mail. */
    login: string
    email: string | null
    email_confirmed_at: Date | null
    password_hash: string | null
    display_name: string
    name_cyrillic: string | null
    name_latin: string | null
    name_confirmed_at: Date | null
    variant: Variant
    sample: Generated<boolean>
    created_at: Date
    disabled_at: Date | null
  }
  role_grant: { person: string; role: Role; scope: Scope; from_day: string | null; to_day: string | null }
  session: { token_hash: Buffer; person: string; created_at: Date; last_seen_at: Date; expires_at: Date }
  one_time_secret: {
    hash: Buffer
    kind: SecretKind
    person: string | null
    /** Where the person was when she was asked to register, so that she can be brought back. */
    next: string | null
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  secret_check: { subject: string; span: Date; checks: number }
}

export type SecretKind = 'confirm-email' | 'reset-password' | 'open-account'
