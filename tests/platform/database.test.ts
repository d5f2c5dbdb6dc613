import { connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase, writing } from '#platform/db.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await app.db.transact((tx) => sql`create table deed (id text, said text)`.execute(writing<unknown>(tx)))
})
afterAll(() => app.close())

const count = async (id: string) => {
  const found = await app.db.transact((tx) => sql<{ n: number }>`select count(*) as n from deed where id = ${id}`.execute(writing<unknown>(tx)))
  return found.rows[0]?.n
}

test('a command that is repeated returns its first outcome and acts once', async () => {
  const act = (said: string) =>
    app.db.transact(
      async (tx) => {
        await sql`insert into deed values ('repeat', ${said})`.execute(writing<unknown>(tx))
        return { said }
      },
      { commandId: 'command-1' },
    )
  expect(await act('first')).toEqual({ said: 'first' })
  expect(await act('second')).toEqual({ said: 'first' })
  expect(await count('repeat')).toBe(1)
})

test('forty repeats of one command at once act once and agree', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      app.db.transact(
        async (tx) => {
          await sql`insert into deed values ('race', ${String(n)})`.execute(writing<unknown>(tx))
          return { n }
        },
        { commandId: 'command-race' },
      ),
    ),
  )
  expect(new Set(outcomes.map(({ n }) => n)).size).toBe(1)
  expect(await count('race')).toBe(1)
})

test('work that throws leaves nothing, and its command may be tried again', async () => {
  const act = (fails: boolean) =>
    app.db.transact(
      async (tx) => {
        await sql`insert into deed values ('throws', '')`.execute(writing<unknown>(tx))
        if (fails) throw new Error('no')
        return 'done'
      },
      { commandId: 'command-throws' },
    )
  await expect(act(true)).rejects.toThrow('no')
  expect(await count('throws')).toBe(0)
  expect(await act(false)).toBe('done')
})

test('two transactions that lock each other out both end well', async () => {
  await app.db.transact((tx) => sql`insert into deed values ('a', '0'), ('b', '0')`.execute(writing<unknown>(tx)))
  const both = (first: string, second: string) =>
    app.db.transact(async (tx) => {
      await sql`update deed set said = said || 'x' where id = ${first}`.execute(writing<unknown>(tx))
      await new Promise((resolve) => setTimeout(resolve, 60))
      await sql`update deed set said = said || 'x' where id = ${second}`.execute(writing<unknown>(tx))
    })
  await Promise.all([both('a', 'b'), both('b', 'a')])
  const rows = await app.db.transact((tx) => sql<{ said: string }>`select said from deed where id in ('a', 'b')`.execute(writing<unknown>(tx)))
  expect(rows.rows.map((row) => row.said)).toEqual(['0xx', '0xx'])
})

test('a connection cut after COMMIT was sent does not make a command act twice', async () => {
  const { host, port, user } = inject('postgres')
  const { database } = await databaseOf(app)
  const cutting = await cuttingProxy(`${host}/.s.PGSQL.${port}`)
  const db = openDatabase({ connection: { host: '127.0.0.1', port: cutting.port, user, database }, max: 1 })
  const act = () =>
    db.transact(
      async (tx) => {
        await sql`insert into deed values ('cut', '')`.execute(writing<unknown>(tx))
        return 'done'
      },
      { commandId: 'command-cut' },
    )
  expect(await act()).toBe('done')
  expect(cutting.cuts()).toBe(1)
  expect(await count('cut')).toBe(1)
  await db.close()
  await cutting.close()
})

async function databaseOf(one: TestApp): Promise<{ database: string }> {
  const found = await one.db.transact((tx) => sql<{ database: string }>`select current_database() as database`.execute(writing<unknown>(tx)))
  return found.rows[0] ?? { database: '' }
}

/** Passes bytes on to PostgreSQL and cuts both sides once, when a COMMIT has been sent and its answer comes back. */
async function cuttingProxy(path: string) {
  let cuts = 0
  const server = createServer((client) => {
    const postgres = connect(path)
    let committing = false
    client.on('data', (bytes) => {
      if (cuts === 0 && bytes.includes('commit')) committing = true
      postgres.write(bytes)
    })
    postgres.on('data', (bytes) => {
      if (!committing || cuts > 0) return void client.write(bytes)
      cuts++
      end(client, postgres)
    })
    for (const socket of [client, postgres]) socket.on('error', () => end(client, postgres)).on('close', () => end(client, postgres))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cuts: () => cuts,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function end(...sockets: Socket[]): void {
  for (const socket of sockets) socket.destroy()
}
