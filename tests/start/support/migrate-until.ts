/** Migrates a database and is killed right after sending a statement: `migrate-until.ts CONNECTION first|all [NUMBER]`. Tells how many it sent. */
import pg from 'pg'
import { allMigrations } from '../../../src/migrations.ts'
import { openDatabase } from '../../../src/platform/db.ts'
import { migrate } from '../../../src/platform/migrate.ts'

const [connection = '{}', which, number] = process.argv.slice(2)
let sent = 0
const send = pg.Client.prototype.query as (...given: unknown[]) => unknown
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...given: unknown[]) {
    const result = send.apply(this, given)
    // The statement is on its way; now the power goes.
    if (++sent === Number(number)) setImmediate(() => process.kill(process.pid, 'SIGKILL'))
    return result
  },
})

const modules = which === 'first' ? allMigrations.map((one) => ({ ...one, migrations: one.migrations.slice(0, 1) })) : allMigrations
const db = openDatabase({ connection: JSON.parse(connection), max: 1 })
const migrated = await migrate(db, modules)
await db.close()
process.stdout.write(`${JSON.stringify({ sent, migrated: migrated.ok ? migrated.value.length : migrated.refusal })}\n`)
