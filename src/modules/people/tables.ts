import type { Generated } from 'kysely'
import type { Variant } from '#kernel/localized.ts'
import type { Purpose } from './domain/consent.ts'
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
    /** Her display name as `nameKey` folds it. */
    name_key: Generated<string>
    /** Code of the institution she was entered for, until a posting says better. */
    place: Generated<string | null>
    /** The account of the same person that stands for this one. */
    merged_into: Generated<string | null>
    merged_at: Generated<Date | null>
  }
  role_grant: { person: string; role: Role; scope: Scope; from_day: string | null; to_day: string | null }
  session: {
    token_hash: Buffer
    /** What the person names it by when she ends it; the token is told to nobody. */
    id: Generated<string>
    person: string
    created_at: Date
    last_seen_at: Date
    expires_at: Date
    user_agent: Generated<string>
    /** The network it was opened from, shortened. */
    network: Generated<string>
    /** When this session saw her second factor; empty again after a rest, see `domain/second-factor.ts`. */
    second_factor_at: Generated<Date | null>
    /** When she last proved that it is she who sits there. */
    proved_at: Generated<Date | null>
  }
  one_time_secret: {
    hash: Buffer
    kind: SecretKind
    person: string | null
    /** Where the person was when she was asked to register, so that she can be brought back. */
    next: string | null
    created_at: Date
    expires_at: Date
    used_at: Date | null
    /** Of a code: the institution whose focal point gave it out. */
    place: Generated<string | null>
  }
  /** An identity at another centre's sign-in: the pair of issuer and subject, and nothing else, says who it is (OIDC Core §5.7). */
  sign_on_link: {
    issuer: string
    subject: string
    person: string
    provider: string
    email: string | null
    linked_at: Date
    last_used_at: Date | null
  }
  sign_on_flow: { hash: Buffer; provider: string; person: string | null; next: string | null; variant: Variant; expires_at: Date }
  sign_on_offer: { hash: Buffer; provider: string; issuer: string; subject: string; email: string | null; name: string | null; expires_at: Date }
  people_import: { id: string; by_person: string; file_hash: string; body: Buffer | null; made_at: Date; expires_at: Date; done_at: Date | null }
  people_import_person: { import: string; person: string }
  /** A sign-in whose first step is done. It opens nothing but the page of the second. */
  second_step: { token_hash: Buffer; person: string; trusted: boolean; created_at: Date; expires_at: Date }
  /** An app that shows codes (RFC 6238). Secrets are sealed with a key outside the database. */
  authenticator_app: {
    person: string
    secret: Buffer | null
    confirmed_at: Date | null
    /** The newest step of time whose code was used: no code works twice. */
    last_step: number | null
    draft: Buffer | null
    drafted_at: Date | null
  }
  recovery_code: { person: string; hash: string; made_at: Date }
  passkey: {
    id: string
    person: string
    public_key: Buffer
    counter: number
    transports: string[]
    name: string
    created_at: Date
    last_used_at: Date | null
  }
  passkey_challenge: { hash: Buffer; purpose: ChallengePurpose; person: string | null; expires_at: Date }
  /** A browser that signed in to this account before. */
  known_device: { token_hash: Buffer; person: string; created_at: Date; last_seen_at: Date; expires_at: Date }
  /** An address on its way to become hers. */
  email_change: { person: string; email: string; asked_at: Date; expires_at: Date; confirmed_at: Date | null; approved_at: Date | null }
  secret_check: { subject: string; span: Date; checks: number }
  /** One row for each time a person agreed; what she withdrew stays with the moment of it. */
  consent: { id: string; person: string; purpose: Purpose; version: number; variant: Variant; given_at: Date; withdrawn_at: Date | null }
  /** Which version of the privacy notice a person has seen, and in which language. */
  notice_seen: { person: string; version: number; variant: Variant; seen_at: Date }
  /** Whose data are kept and not used (ZZPL art. 31, GDPR art. 18). `by` as the audit log writes it. */
  restriction: { person: string; since: Date; by: string }
  account_use: { person: string; last_on: string }
}

export type SecretKind = 'confirm-email' | 'reset-password' | 'open-account' | 'accept-invitation' | 'email-new' | 'email-old'

export type ChallengePurpose = 'register' | 'authenticate'
