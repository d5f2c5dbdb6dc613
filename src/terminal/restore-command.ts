import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { done, type Result } from '#kernel/result.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { checkDataFolder } from '#platform/postgres/index.ts'
import * as words from '#texts/generated/backup.ts'
import * as lostWords from '#texts/generated/lost.ts'
import * as start from '#texts/generated/start.ts'
import type { RestoreFault } from '../backup/faults.ts'
import { type LostWork, lostSince } from '../backup/restore/lost-work.ts'
import { ownKey, type Restored, restoreBackup } from '../backup/restore/restore-backup.ts'
import { faultSentence } from '../backup/sentences.ts'
import { allMigrations } from '../migrations.ts'
import { openApp } from '../open-app.ts'
import { type Reach, reachDatabase } from '../start/open-database.ts'
import { say, sayRefusal } from '../start/screen.ts'
import { barFor, passphraseOf, type Secretive } from './backup-commands.ts'
import { answer, fail } from './desk.ts'

interface RestoreOptions extends Secretive {
  readonly trust?: boolean
  readonly admins?: boolean
  readonly rehearse?: boolean
  readonly replaces?: string
}

export function addRestoreCommand(program: Command): void {
  program
    .command('restore <file>')
    .description('put a backup into an empty data folder or database, whole or not at all')
    .option('--rehearse', 'into a database that is thrown away; say counts and time')
    .option('--trust', 'take a backup whose seal this centre cannot check')
    .option('--admins', 'with --trust: keep the roles that it grants')
    .option('--replaces <place>', 'data folder or address of the database that is replaced: list what was done there since the backup')
    .option('--passphrase-file <file>', 'the passphrase it was encrypted with')
    .option('--json', 'answer as JSON')
    .action((file: string, options: RestoreOptions) => restore(resolve(file), options))
}

async function restore(file: string, options: RestoreOptions): Promise<void> {
  const passphrase = await passphraseOf(options)
  if (passphrase === false) return
  const read = readConfig(process.env)
  if (!read.ok) return fail((variant) => start.badVariable(variant, read.refusal))
  const wish = { file, passphrase, options }
  await (options.rehearse ? rehearse(read.value, wish) : restoreInto(read.value, wish))
}

interface Wish {
  readonly file: string
  readonly passphrase: string | undefined
  readonly options: RestoreOptions
}

async function restoreInto(config: Config, wish: Wish): Promise<void> {
  const folder = await checkDataFolder(config.dataFolder)
  if (!folder.ok) {
    sayRefusal(folder.refusal)
    process.exitCode = 1
    return
  }
  const log = createLog(join(config.dataFolder, 'putokaz.log'))
  const restored = await onDatabase(config, async (reach) => {
    const db = openDatabase({ connection: reach.connection, max: 4 })
    const outcome = await run(db, config, wish)
    if (!outcome.ok) {
      await db.close()
      return outcome
    }
    // Opening the centre once does what must be done before anybody is let in.
    const app = await openApp(config, db, log)
    await app.close()
    return outcome
  })
  if (!restored) return
  const lost = restored.ok ? await lostOf(config, restored.value, wish) : undefined
  tell(restored.ok && lost ? done({ ...restored.value, lost }) : restored, wish.options, words.restored)
  if (restored.ok && !wish.options.json) sayLost(restored.value, lost, wish)
}

/** What was done since the backup in the database that is replaced, told and written beside the backup; undefined when nobody can say. */
async function lostOf(config: Config, { madeAt }: Restored, { file, options }: Wish): Promise<LostWork | undefined> {
  const { replaces } = options
  if (replaces === undefined) return undefined
  const { databaseUrl: _, ...own } = config
  const isAddress = /^postgres(ql)?:/.test(replaces)
  const old: Config = isAddress ? { ...config, databaseUrl: replaces } : { ...own, dataFolder: resolve(replaces) }
  const log = createLog(join(config.dataFolder, 'putokaz.log'))
  const reach = await reachDatabase(old, { log, progress: () => {}, join: true }).catch(() => undefined)
  if (!reach?.ok) return undefined
  const db = openDatabase({ connection: reach.value.connection, max: 2 })
  try {
    const lost = await lostSince(db, new Date(madeAt))
    await writeFile(lostFile(file), `${JSON.stringify(lost, null, 1)}\n`, { mode: 0o600 })
    return lost
  } catch {
    return undefined
  } finally {
    await db.close()
    await reach.value.stop()
  }
}

const lostFile = (file: string) => `${file}.lost.json`

function sayLost({ madeAt }: Restored, lost: LostWork | undefined, { file, options }: Wish): void {
  if (!lost) {
    say((variant) => (options.replaces === undefined ? lostWords.notAsked(variant, { madeAt }) : lostWords.notReadable(variant, { madeAt })))
    return
  }
  say((variant) => (lost.kinds.length === 0 ? lostWords.nothingLost(variant, { madeAt }) : lostWords.lost(variant, { madeAt, file: lostFile(file) })))
  for (const { kind, count, first, last, people } of lost.kinds)
    say((variant) => lostWords.lostKind(variant, { kind, count: String(count), first, last, people: people.join(', ') || '–' }))
}

/** A private database and a folder of its own, both gone afterwards; the key of the centre is looked at where it is. */
async function rehearse(config: Config, wish: Wish): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'putokaz-rehearsal-'))
  await chmod(folder, 0o711)
  const { databaseUrl: _, ...own } = config
  const key = await ownKey(config)
  const aside: Config = { ...own, dataFolder: folder, keysFolder: join(folder, 'keys') }
  try {
    const restored = await onDatabase(aside, async (reach) => {
      const db = openDatabase({ connection: reach.connection, max: 4 })
      return run(db, aside, wish, key).finally(() => db.close())
    })
    if (restored) tell(restored, wish.options, words.rehearsed)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function onDatabase<T>(config: Config, work: (reach: Reach) => Promise<T>): Promise<T | undefined> {
  const log = createLog(join(config.dataFolder, 'putokaz.log'))
  const reach = await reachDatabase(config, { log, progress: () => {}, join: false })
  if (!reach.ok) {
    sayRefusal(reach.refusal)
    process.exitCode = 1
    return undefined
  }
  return work(reach.value).finally(() => reach.value.stop())
}

async function run(
  db: ReturnType<typeof openDatabase>,
  config: Config,
  { file, passphrase, options }: Wish,
  key?: Buffer,
): Promise<Result<Restored, RestoreFault>> {
  const { trust, admins } = options
  const progress = barFor(options)
  return restoreBackup({
    db,
    config,
    migrations: allMigrations,
    file,
    passphrase,
    trust,
    admins,
    now: new Date(),
    newEpoch: randomUUID(),
    progress,
    key: key ?? (await ownKey(config)),
  })
}

type Sentence = typeof words.restored

function tell(restored: Result<Restored, RestoreFault>, options: RestoreOptions, sentence: Sentence | typeof words.rehearsed): void {
  if (!restored.ok) {
    if (options.json) process.stdout.write(`${JSON.stringify({ fault: restored.refusal })}\n`)
    fail((variant) => faultSentence(restored.refusal, variant))
    return
  }
  const { rows, tables, files, epoch, milliseconds, rights } = restored.value
  const values = { rows, tables: String(tables), files, epoch, seconds: (milliseconds / 1000).toFixed(1) }
  answer(options, restored.value, (variant) => (sentence as Sentence)(variant, values))
  if (!options.json) sayRights(rights)
}

function sayRights({ roles, rulers, kept }: Restored['rights']): void {
  const list = Object.entries(roles).map(([role, people]) => `${role} ${people}`)
  const values = { roles: list.join(', '), rulers: rulers.join(', ') || '–' }
  if (list.length === 0) say(words.noRights)
  else say((variant) => (kept ? words.rightsKept(variant, values) : words.rightsTaken(variant, values)))
}
