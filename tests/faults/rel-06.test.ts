/** REL-06: the database ends and comes back, connections to it are cut, and a lock holds everybody up. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { type PrivatePostgres, startPrivatePostgres } from '#platform/postgres/index.ts'
import { patience, percentile, tellResult, times } from './extent.ts'
import { createLedger, type Fault } from './ledger.ts'
import { type Ledgers, type Sending, sendUntilAnswered } from './support/deeds.ts'
import { mixedDeeds } from './support/mixed-deeds.ts'
import { type ServedCentre, servedCentre } from './support/served-centre.ts'

/** A way to the database that can be cut, and a database that can be killed. */
interface Database {
  readonly port: number
  restart(how: 'killed' | 'stopped'): Promise<void>
  /** Resets every connection that is open; says how many. */
  cut(): number
  direct(): pg.ClientConfig
  close(): Promise<void>
}

async function mortalDatabase(): Promise<Database> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'putokaz-rel-06-'))
  await chmod(dataFolder, 0o755)
  const start = async (): Promise<PrivatePostgres> => {
    const started = await startPrivatePostgres({ dataFolder })
    if (!started.ok) throw new Error(JSON.stringify(started.refusal))
    return started.value
  }
  let running = await start()
  const open = new Set<Socket>()
  const way = createServer((socket) => {
    const { host, port } = running.connection
    const onward = connect(join(host, `.s.PGSQL.${port}`))
    open.add(socket)
    const end = () => {
      open.delete(socket)
      socket.destroy()
      onward.destroy()
    }
    for (const one of [socket, onward]) one.once('error', end).once('close', end)
    socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((ready) => way.listen(0, '127.0.0.1', ready))
  return {
    port: (way.address() as AddressInfo).port,
    async restart(how) {
      if (how === 'killed') {
        // Immediate shutdown: as after a crash, the log has to be read again.
        process.kill(running.pid, 'SIGQUIT')
        await running.ended
      }
      await running.stop()
      running = await start()
    },
    cut() {
      const count = open.size
      for (const socket of open) socket.resetAndDestroy()
      return count
    },
    direct: () => ({ ...running.connection }),
    async close() {
      for (const socket of open) socket.destroy()
      way.close()
      await running.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Holds the tables that everybody writes to, so that all connections of the pool wait. */
async function holdLock(database: Database, milliseconds: number): Promise<void> {
  const client = new pg.Client(database.direct())
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin')
  await client.query('lock table attempt_answer, statement_id, note, record_document in access exclusive mode')
  await wait(milliseconds)
  await client.query('commit')
  await client.end()
}

interface Trial {
  readonly restarts: number
  readonly cuts: number
  /** Milliseconds. */
  readonly held: number
}

interface Outcome {
  readonly faults: Fault[]
  readonly sendings: Sending[]
  readonly severed: number
}

async function goesAway(database: Database, centre: ServedCentre, { restarts, cuts, held }: Trial): Promise<Outcome> {
  const ledgers: Ledgers = { things: createLedger(), places: createLedger() }
  const sendings: Sending[] = []
  let working = true
  const works = centre.takers.map(async (taker) => {
    for (let order = 1; working; order++)
      for (const deed of mixedDeeds(ledgers, centre, taker, order)) {
        sendings.push(await sendUntilAnswered(centre.ask, deed))
        await wait(50 * Math.random())
      }
  })
  let severed = 0
  for (let cut = 0; cut < cuts; cut++) {
    await wait(20 + 150 * Math.random())
    severed += database.cut()
  }
  for (let restart = 0; restart < restarts; restart++) {
    await wait(200 + 500 * Math.random())
    await database.restart(restart % 2 === 0 ? 'killed' : 'stopped')
  }
  await holdLock(database, held)
  await wait(500)
  working = false
  await Promise.all(works)
  const { things, places } = await centre.kept()
  return { faults: [...ledgers.things.judgeThings(things), ...ledgers.places.judgePlaces(places)], sendings, severed }
}

/** The experiment on a centre and a database of its own. */
async function onDatabase(trial: Trial, clients: number, plant?: (database: Database) => Promise<void>): Promise<Outcome> {
  const database = await mortalDatabase()
  try {
    const { user = '', database: name = '' } = database.direct()
    const connection = { host: '127.0.0.1', port: database.port, user, database: name }
    const centre = await servedCentre({ port: 5156, takers: clients, connection })
    try {
      await plant?.(database)
      return await goesAway(database, centre, trial)
    } finally {
      await centre.close()
    }
  } finally {
    await database.close()
  }
}

test('who tries again hears no final no while the database is away, and nothing is lost or doubled', { timeout: patience }, async () => {
  const trial = { restarts: times(2, 20, 300), cuts: times(10, 200, 5000), held: times(1500, 30_000, 30_000) }
  const { faults, sendings, severed } = await onDatabase(trial, times(8, 24, 24))
  expect(faults).toEqual([])
  expect(sendings.filter(({ told }) => told !== 'kept')).toEqual([])
  tellResult('REL-06', {
    restarts: trial.restarts,
    cuts: trial.cuts,
    severed,
    'lock held s': trial.held / 1000,
    deeds: sendings.length,
    'sent again': sendings.filter(({ tries }) => tries > 1).length,
    'answers of 5xx': sendings.reduce((sum, one) => sum + one.broken, 0),
    faults: 0,
    'longest until kept ms': percentile(
      sendings.map(({ milliseconds }) => milliseconds),
      1,
    ),
  })
})

/** It says that a transaction is on the disk up to ten seconds before it is. */
async function answersTooEarly(database: Database): Promise<void> {
  const client = new pg.Client(database.direct())
  await client.connect()
  await client.query(`alter role ${pg.escapeIdentifier(database.direct().user ?? '')} set synchronous_commit = off`)
  await client.query(`alter system set wal_writer_delay = '10s'`)
  await client.query(`alter system set wal_writer_flush_after = '1GB'`)
  await client.query('select pg_reload_conf()')
  // Its writer reads the new settings when it wakes for the last time by the old ones.
  await wait(500)
  await client.end()
  database.cut()
}

test('a database that answers before it writes is found out', { timeout: patience }, async () => {
  const { faults } = await onDatabase({ restarts: 1, cuts: 3, held: 100 }, 4, answersTooEarly)
  expect(faults.map(({ kind }) => kind)).toContain('lost')
})
