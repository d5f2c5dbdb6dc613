/** The Experience API: statements parsed, compared and filtered. Pure; knows nothing of the Centre. */
export { asAccountStatement } from './account-statement.ts'
export { activitiesOf, allActivities, mergeDefinition } from './activities.ts'
export { agentKey, keysOfAgents } from './agents.ts'
export { canonical, sameStatement } from './comparing.ts'
export {
  type Document,
  type DocumentMethod,
  mergeDocuments,
  type ProfileParams,
  parseAgent,
  parseProfileParams,
  parseStateParams,
  type StateParams,
} from './documents.ts'
export { matches, parseFilter, type StatementFilter } from './filter.ts'
export { type Format, inFormat, languagesOf } from './formats.ts'
export { checkAttachments, type Part, readMultipart, type Sha2, writeMultipart } from './multipart.ts'
export { checkSignature, type SignatureAlgorithm, type Signed } from './signature.ts'
export { parseStatements } from './statement.ts'
export type * from './types.ts'
export { deviceVerbs, type VerbName, verbs } from './verbs.ts'
export { versionOf } from './version.ts'
export { isVoiding, voided } from './voiding.ts'
