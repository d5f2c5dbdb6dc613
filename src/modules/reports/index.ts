/** What needs every other module: the register of processing, and what a person may ask about her own data. */
export {
  type AppliedTombstones,
  applyTombstones,
  askErasure,
  type EraseRefusal,
  undoErasure,
} from './commands/erase-person.ts'
export { askExport, fetchExport, type ShownExport, shownExports } from './commands/export-person.ts'
export { type AnswerRefusal, answerRequest, extendRequest, makeRequest, openRequest } from './commands/requests.ts'
export {
  type ConfirmRetentionRefusal,
  confirmRetention,
  dryRun,
  type ProposeRefusal,
  proposeRetention,
  withdrawRetention,
} from './commands/retention.ts'
export { isRequestKind, type RequestKind } from './domain/request.ts'
export type { ShownRule } from './domain/retention.ts'
export type { ReportsFact } from './facts.ts'
export { keepPrivacy } from './keep-privacy.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { erasureDue } from './queries/pending-erasure.ts'
export { type PurposeEntry, purposesOf, type RegisterEntry, registerOf } from './queries/register.ts'
export { type DeskRequest, type RequestAtDesk, requestAtDesk, requestDesk, requestsBy, type ShownRequest } from './queries/requests.ts'
export { type ShownProposal, shownProposals } from './queries/retention.ts'
export { isSaid, said } from './queries/said.ts'
export { reactions } from './reactions/index.ts'
export { removeReportsOf } from './store.ts'
