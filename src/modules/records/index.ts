/** What people did, as xAPI statements: stored once, never changed. */
export { recordsApi } from './api/records-api.ts'
export { allClients as recordClients } from './client-store.ts'
export { forwardDue, keepForwarding } from './commands/forward-statements.ts'
export { type Credentials, makeClient, type NewClient, type NewClientRefusal, revokeClient } from './commands/record-clients.ts'
export {
  type ForwardingRefusal,
  makeForwarding,
  type NewForwarding,
  pauseForwarding,
  removeForwarding,
  resumeForwarding,
  sendRefusedAgain,
} from './commands/record-forwardings.ts'
export { StatementConflict, storeStatements } from './commands/store-statements.ts'
export { type DeviceStatementRefusal, takeDeviceStatement } from './commands/take-device-statement.ts'
export { type FirstDay, firstDays } from './days-store.ts'
export type { ClockDoubt } from './domain/clock.ts'
export { forwardedAuthorities } from './domain/forwarding.ts'
export { nameless } from './domain/nameless.ts'
export { tellsInText } from './domain/telling.ts'
export type { RecordsFact } from './facts.ts'
export { migrations } from './migrations/index.ts'
export { preparePartition, preparePartitions } from './partitions.ts'
export { personalData } from './personal-data.ts'
export { activityId, buildStatement, type Said } from './queries/build-statement.ts'
export {
  type ExploredStatement,
  exploreStatements,
  type OpenedStatement,
  openStatement,
  placeFrom,
  placeText,
  type RecordQuestion,
} from './queries/explore-statements.ts'
export { type ForwardingState, forwardingStates, mostWaiting } from './queries/forwarding-state.ts'
export { deviceStatementsIn, findStatements as statementsOf, removeStatementsOf, type StoredStatement } from './store.ts'
export type { Authority } from './tables.ts'
