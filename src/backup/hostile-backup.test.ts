/** SEC-31: own backups, changed by hand. Refused or cleaned, rights never rise, nothing crashes, nothing stays half. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { times } from '../../tests/security/extent.ts'
import { centreWithLife, type Lively } from '../../tests/support/centre-with-life.ts'
import { foreign, mutations } from '../../tests/support/hostile-backups.ts'
import { announceAgain, type Opened, openForChange, writeForged } from '../../tests/support/rebuild-zip.ts'
import { type RestoreTarget, restoreTarget } from '../../tests/support/restore-target.ts'
import { allMigrations } from '../migrations.ts'
import { allTables } from './catalogue.ts'
import type { RestoreFault } from './faults.ts'
import { makeBackup } from './make-backup.ts'
import { openBackup, verifyContent } from './read-backup.ts'
import { type Restored, restoreBackup } from './restore/restore-backup.ts'

let centre: Lively
let folder: string
let honest: string
let target: RestoreTarget

beforeAll(async () => {
  centre = await centreWithLife()
  folder = await mkdtemp(join(tmpdir(), 'putokaz-hostile-'))
  honest = join(folder, 'honest.zip')
  const made = await makeBackup(centre.app, { file: honest, by: 'terminal' })
  if (!made.ok) throw new Error(made.refusal.reason)
  target = await restoreTarget()
}, 60_000)
afterAll(async () => {
  await target.close()
  await centre.app.close()
  await rm(folder, { recursive: true, force: true })
})

type Outcome = { readonly fault: RestoreFault } | { readonly restored: Restored }

/** Restores as an administrator who trusts too much; what is refused must leave the place empty. */
async function tryToRestore(file: string): Promise<Outcome> {
  const outcome = await restoreBackup({
    db: target.db,
    config: target.config,
    migrations: allMigrations,
    file,
    trust: true,
    now: new Date(),
    newEpoch: randomUUID(),
  })
  if (outcome.ok) return { restored: outcome.value }
  expect(await allTables(target.db)).toEqual([])
  expect((await readdir(target.config.dataFolder)).filter((name) => name !== 'log')).toEqual([])
  return { fault: outcome.refusal }
}

async function renewTarget(): Promise<void> {
  await target.close()
  target = await restoreTarget()
}

test('there are forty mutations and more', () => {
  expect(Object.keys(mutations).length).toBeGreaterThanOrEqual(40)
})

test.each(Object.entries(mutations))('%s: refused for its reason, or cleaned', async (what, { change, more, reason }) => {
  const opened = await openForChange(honest)
  change(opened, centre.learner)
  const file = join(folder, 'forged.zip')
  await writeForged(file, opened, more)
  const outcome = await tryToRestore(file)
  expect([what, 'fault' in outcome ? outcome.fault.reason : 'restored']).toEqual([what, reason])
  if ('restored' in outcome) await expectClean()
})

test.each<[string, (opened: Opened) => unknown, string, string | undefined]>([
  ['a reaction that can be none', (o) => o.entries.set('jobs.jsonl', Buffer.from(`["${foreign}","../../evil.sh","{}"]\n`)), 'row-malformed', undefined],
  ['a line without an end', (o) => o.entries.set('jobs.jsonl', Buffer.from('[')), 'row-malformed', undefined],
  ['more of it than there is', (o) => Object.assign(o.manifest['jobs'] as object, { rows: 7 }), 'content-differs', 'rows'],
])('checking a backup alone finds work that no restore would take: %s', async (_, change, reason, rule) => {
  const changed = await openForChange(honest)
  change(changed)
  const { rows } = changed.manifest['jobs'] as { rows: number }
  announceAgain(changed)
  if (rule === 'rows') Object.assign(changed.manifest['jobs'] as object, { rows })
  const file = join(folder, 'forged.zip')
  await writeForged(file, changed)
  const opened = await openBackup({ file })
  if (!opened.ok) throw new Error(opened.refusal.reason)
  const checked = await verifyContent(opened.value)
  await opened.value.close()
  expect(checked).toMatchObject({ ok: false, refusal: { reason, ...(rule && { rule }) } })
})

/** Nobody may do more than learn, nobody is signed in, and the deed is in the log. */
async function expectClean(): Promise<void> {
  const app = await target.open()
  try {
    expect((await app.db.executeSql(`select from role_grant where role <> 'learner'`)).rows).toEqual([])
    expect((await app.db.executeSql('select from session')).rows).toEqual([])
    expect((await app.db.executeSql(`select detail->>'trusted' as trusted from audit_entry where deed = 'backup.restored'`)).rows).toEqual([
      { trusted: 'false' },
    ])
    expect((await app.db.executeSql(`select from pgboss.job where data->>'reaction' = 'people.make-admin'`)).rows).toEqual([])
  } finally {
    await app.jobs.stop()
    await renewTarget()
  }
}

test(
  'whatever is changed at random is refused for a reason, or restored without rights',
  async () => {
    const base = await openForChange(honest)
    const names = [...base.entries.keys()].filter((name) => name !== 'manifest.json')
    const place = fc.record({
      entry: fc.constantFrom(...names),
      at: fc.nat(),
      how: fc.constantFrom('byte', 'drop-line', 'twice', 'swap', 'value'),
      value: fc.oneof(fc.string(), fc.constantFrom('', '-1', 'admin', '\\x', '{}', 'null', 'infinity', foreign)),
      announce: fc.boolean(),
    })
    let restored = 0
    const until = Date.now() + times(3_000_000, 60_000)
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 4 }), async (changes) => {
        // A slow machine tries fewer. A restore that began is ended: the next test finds nothing of it.
        if (Date.now() > until) return
        const opened: Opened = { entries: new Map(base.entries), manifest: structuredClone(base.manifest) }
        for (const change of changes) mutate(opened, change)
        if (changes.some(({ announce }) => announce)) announceAgain(opened)
        const file = join(folder, 'random.zip')
        await writeForged(file, opened)
        const outcome = await tryToRestore(file)
        if ('fault' in outcome) return
        restored++
        expect((await target.db.executeSql(`select from role_grant where role <> 'learner'`)).rows).toEqual([])
        await renewTarget()
      }),
      { numRuns: times(5000, 40) },
    )
    expect(restored).toBeGreaterThanOrEqual(0)
  },
  times(3_100_000, 90_000),
)

interface RandomChange {
  readonly entry: string
  readonly at: number
  readonly how: string
  readonly value: string
}

function mutate({ entries }: Opened, { entry, at, how, value }: RandomChange): void {
  const bytes = Buffer.from(entries.get(entry) ?? [])
  if (bytes.length === 0) return
  if (how === 'byte') {
    bytes[at % bytes.length] = at % 256
    entries.set(entry, bytes)
    return
  }
  const lines = bytes.toString().split('\n')
  const line = at % lines.length
  if (how === 'drop-line') lines.splice(line, 1)
  if (how === 'twice') lines.splice(line, 0, lines[line] ?? '')
  if (how === 'swap') lines.reverse()
  if (how === 'value') lines[line] = (lines[line] ?? '').replace(/"[^"]*"/, JSON.stringify(value))
  entries.set(entry, Buffer.from(lines.join('\n')))
}

test('the honest backup was not touched by any of it', async () => {
  const outcome = await tryToRestore(honest)
  expect('restored' in outcome).toBe(true)
  await writeFile(join(folder, 'seen'), await readFile(honest))
})
