/** A centre in which something happened: people, rights, records of two months, files, work that waits, values that are hard to carry. */

import type { PersonId } from '#kernel/id.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { addPerson } from '#modules/people/index.ts'
import { preparePartition } from '#modules/records/index.ts'
import { type TestApp, testApp } from './test-app.ts'

export interface Lively {
  readonly app: TestApp
  readonly learner: PersonId
  readonly admin: PersonId
  /** Hashes of the files. */
  readonly files: readonly string[]
}

export async function centreWithLife(): Promise<Lively> {
  const app = await testApp()
  const add = async (email: string, name: string, role: 'learner' | 'admin' | 'coordinator') => {
    const added = await addPerson(app, { email, name, roles: [role], variant: 'sr-Cyrl', password: 'dovoljno duga lozinka', sample: false })
    if (!added.ok) throw new Error(added.refusal)
    return added.value as PersonId
  }
  const learner = await add('marija@primer.invalid', 'Марија Пример', 'learner')
  const admin = await add('petar@primer.invalid', 'Петар "Огледни" \\ <b>\t', 'admin')
  await add('ana@primer.invalid', 'Ана Пробић', 'coordinator')
  const files = [await app.blobs.keep(Buffer.from('прва датотека')), await app.blobs.keep(Buffer.alloc(300_000, 7)), await app.blobs.keep(Buffer.alloc(0))]
  await app.db.transact((tx) => preparePartition(tx, new Date('2026-09-15T00:00:00Z')))
  await hardValues(app, learner)
  await app.db.transact(async (tx) => {
    await noteDeed(app, tx, { deed: 'people.role-granted', by: admin, about: learner })
    await app.jobs.again(tx, [{ id: '0198c0de-0000-7000-8000-00000000cafe', reaction: 'notices.write-reset', body: { person: learner } }])
  })
  return { app, learner, admin, files }
}

async function hardValues(app: TestApp, learner: PersonId): Promise<void> {
  const run = (text: string, values: unknown[] = []) => app.db.executeSql(text, values)
  await run(`insert into setting (key, value, changed_at) values ('null', 'null', '2026-11-23 09:00:00.123456+00'), ('deep', $1, 'infinity')`, [
    JSON.stringify({ a: [1e20, 0.1, '\u2028"\\', null], ћ: { '': true } }),
  ])
  for (const [month, id] of [
    ['2026-09', '1'],
    ['2026-11', '2'],
    ['1999-01', '3'],
  ])
    await run(
      `insert into statement (id, stored, actor, verb, object, registration, authority, body)
       values ($1, $2, $3, 'v', 'o', null, 'centre', $4)`,
      [
        `0198c0de-0000-7000-8000-00000000000${id}`,
        `${month}-03T10:00:00.654321Z`,
        learner,
        JSON.stringify({ id: `0198c0de-0000-7000-8000-00000000000${id}`, verb: { id: 'v' } }),
      ],
    )
  await run(`insert into statement_id (id, content_hash, stored) values ('0198c0de-0000-7000-8000-000000000001', $1, now())`, [Buffer.from([0, 255, 10, 92])])
  await run(`insert into session (token_hash, person, created_at, last_seen_at, expires_at) values ($1, $2, now(), now(), 'infinity')`, [
    Buffer.from('canary-session-token'),
    learner,
  ])
  await run(`insert into one_time_secret (hash, kind, person, created_at, expires_at) values ($1, 'reset-password', $2, now(), 'infinity')`, [
    Buffer.from('canary-one-time'),
    learner,
  ])
}
