/** What people did, as xAPI statements: stored once, never changed. */
export { StatementConflict, storeStatements } from './commands/store-statements.ts'
export { type FirstDay, firstDays } from './days-store.ts'
export { migrations } from './migrations/index.ts'
export { preparePartition, preparePartitions } from './partitions.ts'
export { personalData } from './personal-data.ts'
export { activityId, buildStatement, type Said } from './queries/build-statement.ts'
export { findStatements as statementsOf, removeStatementsOf, type StoredStatement } from './store.ts'
export type { Authority } from './tables.ts'
