/** The Experience API: statements parsed, compared and filtered. Pure; knows nothing of the Centre. */
export { asAccountStatement } from './account-statement.ts'
export { activitiesOf, allActivities, mergeDefinition } from './activities.ts'
export { agentKey, keysOfAgents } from './agents.ts'
export { attachmentsOf, checkAttachments, type PlacedAttachment, type Sha2, type Sha2Algorithm, signaturesIn } from './attachments.ts'
export { canonical, sameStatement } from './comparing.ts'
export {
  checkDocument,
  type Document,
  type DocumentMethod,
  mergeDocuments,
  type ProfileParams,
  parseActivitiesParams,
  parseAgent,
  parseAgentsParams,
  parseProfileParams,
  parseStateParams,
  type StateParams,
} from './documents.ts'
export { matches, parseFilter, type StatementFilter } from './filter.ts'
export { type Format, inFormat, type KnownDefinition, languagesOf } from './formats.ts'
export { inUtc } from './moments.ts'
export { boundaryOf, type Part, readMultipart, writeMultipart } from './multipart.ts'
export { type Person, personOf } from './people.ts'
export { checkSignature, type SignatureAlgorithm, type Signed } from './signature.ts'
export { signatureUsage } from './signature-usage.ts'
export { parseStatements } from './statement.ts'
export type * from './types.ts'
export { deviceVerbs, type VerbName, verbs } from './verbs.ts'
export { versionOf } from './version.ts'
export { isVoiding, voided } from './voiding.ts'
