/** The private PostgreSQL: found, started, owned and stopped by us. */
export { checkDatabase, checkDataFolder, checkFreeSpace, checkPort, portRefusal } from './checks.ts'
export { type Connection, createDatabase } from './connection.ts'
export type { StartRefusal } from './refusals.ts'
export type { DatabaseEnd } from './serve.ts'
export { type PostgresRequest, type PostgresStep, type PrivatePostgres, runningPostgres, startPrivatePostgres } from './start.ts'
