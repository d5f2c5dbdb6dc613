/** Access to PostgreSQL. `Db` may read, `Tx` may write, and only `transact` makes a `Tx`. */
import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'

// A registered symbol is the same in every copy of this file in one process (the page bundle holds its own).
const handle: unique symbol = Symbol.for('putokaz.db.handle')

/** The right to read. */
export interface Db {
  readonly [handle]: Kysely<never>
}

/** The right to write: a transaction under way. */
export interface Tx extends Db {
  readonly inTransaction: true
}

export interface TransactOptions {
  /**
   * Names the command, so that a repeat (from a device, or after a connection was lost while committing)
   * returns the first outcome instead of acting twice. The outcome must survive JSON.
   */
  readonly commandId?: string
}

export interface Database extends Db {
  /** Runs the work in one transaction; repeats it when PostgreSQL or the connection asks for it. */
  transact<T>(work: (tx: Tx) => Promise<T>, options?: TransactOptions): Promise<T>
  /** Runs one statement of SQL that writes: a transaction of its own, in a single round trip, repeated as `transact` is. */
  transactOne<Row>(statement: RawBuilder<Row>): Promise<Row[]>
  /** Reads at one moment, however long it takes: others go on writing and are not seen. */
  snapshot<T>(work: (at: Db) => Promise<T>): Promise<T>
  /** Runs SQL of a library of the platform, several statements included, whose rows come one after the other. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  close(): Promise<void>
}

/** Queries over the tables a module owns: `reading<PeopleTables>(db).selectFrom('person')`. */
export function reading<Own>(db: Db): Pick<Kysely<Own>, 'selectFrom' | 'with' | 'withRecursive' | 'fn'> {
  return db[handle] as unknown as Kysely<Own>
}

export function writing<Own>(tx: Tx): Kysely<Own> {
  return tx[handle] as unknown as Kysely<Own>
}

/** The connection or transaction as Kysely knows it, for libraries of the platform that run statements on it. */
export function rawHandle(db: Db): Kysely<never> {
  return db[handle]
}

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface DatabaseOptions {
  readonly connection: pg.PoolConfig
  readonly max?: number
  /** The server keeps plans for a connection: not where a pooler stands between that gives each transaction another one. */
  readonly keepsPlans?: boolean
  /** Hears of connections that broke while idle; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void
}

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({ max: options.max ?? 20, connectionTimeoutMillis: 10_000, ...options.connection })
  // A connection that dies, idle or at work, would end the whole process without these listeners.
  pool.on('error', options.onIdleError ?? (() => {}))
  pool.on('connect', (client) => {
    client.on('error', () => {})
    if (options.keepsPlans) keepPlans(client)
  })
  const kysely = new Kysely<never>({ dialect: new PostgresDialect({ pool }) })
  return {
    [handle]: kysely,
    transact: (work, given) => retried(() => kysely.transaction().execute((trx) => inTransaction(trx, work, given?.commandId))),
    transactOne: async (statement) => (await retried(() => statement.execute(kysely))).rows,
    snapshot: (work) =>
      kysely
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => work({ [handle]: trx })),
    executeSql: async (text, values) => {
      const results: pg.QueryResult | pg.QueryResult[] = await pool.query(text, values)
      return { rows: [results].flat().flatMap(({ rows }) => rows as unknown[]) }
    },
    close: () => kysely.destroy(),
  }
}

/** Stands before SQL that is the same each time and often sent: PostgreSQL parses and plans it once for each connection. */
export const planned = sql`/* planned */`
const planNames = new Map<string, string>()

function keepPlans(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  const named = (text: unknown, values: unknown, ...others: unknown[]) => {
    if (typeof text !== 'string' || !text.trimStart().startsWith('/* planned */')) return query(text, values, ...others)
    const name = planNames.get(text) ?? `planned-${planNames.size + 1}`
    planNames.set(text, name)
    return query({ name, text, values }, ...others)
  }
  client.query = named as typeof client.query
}

/**
 * A point in time by the clock of the database, told by the clock that says `now`: never more than 2 ms earlier than it was.
 * `during`: when the expression is worked out, which is after its transaction has begun. `before`: when the statement came in.
 */
export function databaseTime(now: Date, when: 'before' | 'during'): RawBuilder<Date> {
  const read = when === 'during' ? sql`clock_timestamp()` : sql`statement_timestamp()`
  return sql<Date>`(date_trunc('milliseconds', ${read}) + ${now.getTime() - Date.now()}::int8 * interval '1 millisecond')`
}

/** Whether a row with the same key was there already (PostgreSQL 15, appendix A: unique_violation). */
export function isThereAlready(error: unknown): boolean {
  return (error as { code?: string }).code === '23505'
}

async function inTransaction<T>(trx: Transaction<never>, work: (tx: Tx) => Promise<T>, commandId?: string): Promise<T> {
  const tx: Tx = { [handle]: trx, inTransaction: true }
  if (commandId === undefined) return work(tx)
  const known = await sql<{ outcome: T | null }>`
    insert into command_outcome (id, recorded_at) values (${commandId}, now())
    on conflict (id) do update set id = excluded.id returning outcome`.execute(trx)
  const earlier = known.rows[0]?.outcome
  if (earlier !== null && earlier !== undefined) return earlier
  const outcome = await work(tx)
  await sql`update command_outcome set outcome = ${JSON.stringify(outcome)}::jsonb where id = ${commandId}`.execute(trx)
  return outcome
}

/** Drops outcomes of commands so old that nobody repeats them any more. */
export async function forgetOutcomes(tx: Tx, before: Date): Promise<void> {
  await sql`delete from command_outcome where recorded_at < ${before}`.execute(tx[handle])
}

const attempts = 5
/** Serialization failure, deadlock, server going away, connection exceptions (PostgreSQL 15, appendix A). */
const passing = /^(40001|40P01|57P0[123]|08\d{3})$/

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt >= attempts || !isPassing(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt * (0.5 + Math.random())))
    }
  }
}

/** Whether the database could not be reached in time, or had no connection left: later it may be otherwise. */
export function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  // `ENOENT`: the socket of a database that is being started again. 53300: too many connections.
  return isPassing(error) || code === '53300' || code === 'ENOENT' || /timeout exceeded when trying to connect/.test(message ?? '')
}

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  if (code !== undefined && (passing.test(code) || code === 'ECONNRESET' || code === 'ECONNREFUSED' || code === 'EPIPE')) return true
  return /Connection terminated|Client has encountered a connection error/.test(message ?? '')
}
