import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/privacy.ts'

type Words = Readonly<Record<string, (variant: Variant) => string>>

/** What tables are called, by their names. */
export const tableWords: Words = {
  person: words.tablePerson,
  role_grant: words.tableRoleGrant,
  session: words.tableSession,
  one_time_secret: words.tableOneTimeSecret,
  secret_check: words.tableSecretCheck,
  sign_on_link: words.tableSignOnLink,
  sign_on_flow: words.tableSignOnFlow,
  sign_on_offer: words.tableSignOnOffer,
  people_import: words.tablePeopleImport,
  people_import_person: words.tablePeopleImportPerson,
  consent: words.tableConsent,
  notice_seen: words.tableNoticeSeen,
  restriction: words.tableRestriction,
  account_use: words.tableAccountUse,
  audit_entry: words.tableAuditEntry,
  centre_settings: words.tableCentreSettings,
  attempt: words.tableAttempt,
  attempt_answer: words.tableAttemptAnswer,
  note: words.tableNote,
  reading_place: words.tableReadingPlace,
  stranded_attempt: words.tableStrandedAttempt,
  bookmark: words.tableBookmark,
  statement: words.tableStatement,
  statement_id: words.tableStatementId,
  statement_key: words.tableStatementKey,
  statement_ref: words.tableStatementRef,
  record_not_forwarded: words.tableRecordNotForwarded,
  statement_void: words.tableStatementVoid,
  record_document: words.tableRecordDocument,
  certificate: words.tableCertificate,
  certificate_file: words.tableCertificateFile,
  letter: words.tableLetter,
  unwanted_letter: words.tableUnwantedLetter,
  decline_key: words.tableDeclineKey,
  personal_export: words.tablePersonalExport,
  erasure: words.tableErasure,
  privacy_request: words.tablePrivacyRequest,
  retention_proposal: words.tableRetentionProposal,
  idle_warning: words.tableIdleWarning,
  posting: words.tablePosting,
  focal_point: words.tableFocalPoint,
  register_change: words.tableRegisterChange,
  tenure_change: words.tableTenureChange,
  nomination: words.tableNomination,
  attempt_grant: words.tableAttemptGrant,
  requirement_change: words.tableRequirementChange,
  second_step: words.tableSecondStep,
  authenticator_app: words.tableAuthenticatorApp,
  recovery_code: words.tableRecoveryCode,
  passkey: words.tablePasskey,
  passkey_challenge: words.tablePasskeyChallenge,
  known_device: words.tableKnownDevice,
  email_change: words.tableEmailChange,
  device_deed: words.tableDeviceDeed,
  ending_certificate: words.tableEndingCertificate,
  fact: words.tableFact,
  command_outcome: words.tableCommandOutcome,
  'pgboss.job': words.tablePgbossJob,
}

/** Why data are there, by the key that a module gives. */
export const purposeWords: Words = {
  purposeAccount: words.purposeAccount,
  purposeRights: words.purposeRights,
  purposeSessions: words.purposeSessions,
  purposeSecrets: words.purposeSecrets,
  purposeSignOn: words.purposeSignOn,
  purposeSecondFactor: words.purposeSecondFactor,
  purposeImports: words.purposeImports,
  purposeConsents: words.purposeConsents,
  purposeRestrictions: words.purposeRestrictions,
  purposeAudit: words.purposeAudit,
  purposeSettings: words.purposeSettings,
  purposeTests: words.purposeTests,
  purposeNotes: words.purposeNotes,
  purposeRecords: words.purposeRecords,
  purposeCertificates: words.purposeCertificates,
  purposeLetters: words.purposeLetters,
  purposeRequests: words.purposeRequests,
  purposePostings: words.purposePostings,
  purposeFocalPoints: words.purposeFocalPoints,
  purposeRegister: words.purposeRegister,
  purposeRegisterHistory: words.purposeRegisterHistory,
  purposeBackup: words.purposeBackup,
  purposeUploads: words.purposeUploads,
  purposeContent: words.purposeContent,
  purposeProgram: words.purposeProgram,
  purposeNomination: words.purposeNomination,
  purposeRequirements: words.purposeRequirements,
}

/** How long data are kept. */
export const keptWords: Words = {
  account: words.keptAccount,
  audit: words.keptAudit,
  letter: words.keptLetter,
  record: words.keptRecord,
  certificate: words.keptCertificate,
  short: words.keptShort,
  lasting: words.keptLasting,
  register: words.keptRegister,
  program: words.keptProgram,
}

/** On what basis. */
export const basisWords: Words = {
  'public-task': words.basisPublicTask,
  'legal-duty': words.basisLegalDuty,
  consent: words.basisConsent,
}

/** What a column tells of a person. */
export const kindWords: Words = {
  key: words.kindKey,
  identity: words.kindIdentity,
  contact: words.kindContact,
  secret: words.kindSecret,
  learning: words.kindLearning,
  work: words.kindWork,
  trace: words.kindTrace,
  words: words.kindWords,
  none: words.kindNone,
}

/** What a retention rule takes out. */
export const ruleWords: Words = {
  audit: words.ruleAudit,
  letters: words.ruleLetters,
  attempts: words.ruleAttempts,
  statements: words.ruleStatements,
  statementIds: words.ruleStatementIds,
  recordDocuments: words.ruleRecordDocuments,
  idleAccounts: words.ruleIdleAccounts,
  requests: words.ruleRequests,
  erasures: words.ruleErasures,
}
