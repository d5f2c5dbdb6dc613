/** A program that owns a private database until it is killed: `keep-postgres.ts FOLDER [write]`. Tells what it does in JSON lines. */
import pg from 'pg'
import { startPrivatePostgres } from '../../../src/platform/postgres/index.ts'

const [dataFolder = '', mode] = process.argv.slice(2)
const tell = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`)

const started = await startPrivatePostgres({ dataFolder, progress: (step) => tell(step) })
if (!started.ok) {
  tell({ refusal: started.refusal })
  process.exit(3)
}
const { connection, pid, version } = started.value
const client = new pg.Client({ ...connection })
client.on('error', () => undefined)
await client.connect()
await client.query('create table if not exists kept (n bigint primary key)')
const { rows } = await client.query<{ n: string }>('select n from kept order by n')

let leaving = false
process.once('SIGTERM', async () => {
  leaving = true
  await started.value.stop()
  tell({ stopped: true })
  process.exit(0)
})
tell({ connection, pid, version, kept: rows.map(({ n }) => Number(n)) })
for (let n = Date.now() * 1000; mode === 'write' && !leaving; n += 1) {
  const written = await client.query('insert into kept values ($1)', [n]).catch(() => undefined)
  if (!written) break
  tell({ acknowledged: n })
}
