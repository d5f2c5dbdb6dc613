/** Starts the private database of a data folder and owns it until `stop`. */
import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { done, type Result, refuse } from '#kernel/result.ts'
import { type Account, databaseAccount, mayReach } from './account.ts'
import { checkDataFolder, checkFreeSpace, errorCode } from './checks.ts'
import { claim, holderOf } from './claim.ts'
import { createCluster, majorOf, owner } from './cluster.ts'
import { type Connection, createDatabase } from './connection.ts'
import { copyPrograms, hydrate, isCopied, isHydrated, mayWrite } from './embedded.ts'
import { settleOrphan } from './orphan.ts'
import {
  existingPlace,
  makeSocketFolder,
  movePlace,
  properPlace,
  readPointer,
  removeSocketFolder,
  type SystemFolders,
  usualSystemFolders,
  writePointer,
} from './places.ts'
import { choosePrograms, embeddedPrograms, findPrograms, type Programs } from './programs.ts'
import { Refused, type StartRefusal } from './refusals.ts'
import { type DatabaseEnd, serve } from './serve.ts'

const megabyte = 1024 * 1024
const neededFirst = 200 * megabyte
const neededLater = 32 * megabyte

/** Something a person who waits may want to read; the step is the key of its sentence. */
export interface PostgresStep {
  readonly step: 'creatingDatabase' | 'recoveringDatabase' | 'stoppingOrphan' | 'copyingPrograms' | 'databaseElsewhere'
  readonly folder?: string
}

export interface PostgresRequest {
  readonly dataFolder: string
  /** Every line PostgreSQL says. */
  readonly log?: (line: string) => void
  readonly progress?: (step: PostgresStep) => void
  /** Which PostgreSQL may be used; all that the machine has unless told. */
  readonly programs?: readonly Programs[]
  readonly systemFolders?: SystemFolders
}

export interface PrivatePostgres {
  readonly connection: Connection
  readonly version: string
  /** The process number of the postmaster. */
  readonly pid: number
  /** Resolves when it has ended, whether we wished it or not. */
  readonly ended: Promise<DatabaseEnd>
  /** Lets it end cleanly; resolves when it has. */
  stop(): Promise<void>
}

/** Starts the private PostgreSQL of a data folder: makes it on the first start, mends what a kill left on later ones. */
export async function startPrivatePostgres(request: PostgresRequest): Promise<Result<PrivatePostgres, StartRefusal>> {
  const folder = await checkDataFolder(request.dataFolder)
  if (!folder.ok) return folder
  const dataFolder = await realpath(folder.value)
  try {
    const release = await claim(dataFolder, () => request.progress?.({ step: 'stoppingOrphan' }))
    try {
      return done(await start({ ...request, dataFolder }, release))
    } catch (error) {
      await release()
      throw error
    }
  } catch (error) {
    return refuse(foreseen(error, dataFolder))
  }
}

/** The way to a database that another process of ours runs on this data folder, so that a command need not stop it. */
export async function runningPostgres(dataFolder: string): Promise<Connection | undefined> {
  if (!existsSync(dataFolder)) return undefined
  const real = await realpath(dataFolder)
  const [holder, pointer] = [await holderOf(real), await readPointer(real)]
  return holder && pointer?.socket !== undefined ? connectionAt(pointer.socket) : undefined
}

async function start(request: PostgresRequest, release: () => Promise<void>): Promise<PrivatePostgres> {
  const { dataFolder, progress = () => undefined, log = () => undefined } = request
  const folders = request.systemFolders ?? usualSystemFolders
  const pointer = await readPointer(dataFolder)
  const existing = existingPlace(dataFolder, pointer)
  const account = databaseAccount(existing)
  if (existing !== undefined) await settleOrphan(existing, () => progress({ step: 'stoppingOrphan' }))
  await removeSocketFolder(pointer?.socket)

  const chosen = choosePrograms(request.programs ?? findPrograms(), existing === undefined ? undefined : await majorOf(existing))
  const programs = await readyPrograms(chosen, account, { folders, progress, dataFolder })
  const place = await readyPlace({ existing, account, folders, progress, dataFolder })
  await demandSpace(dirname(place), existing === undefined ? neededFirst : neededLater)
  if (existing === undefined) {
    progress({ step: 'creatingDatabase' })
    await createCluster({ place, programs, account, said: log })
  }
  const socket = await makeSocketFolder(dataFolder, account, folders)
  await writePointer(dataFolder, { place: remembered(dataFolder, place), socket })
  const connection = connectionAt(socket)
  const recovering = (): void => progress({ step: 'recoveringDatabase' })
  const database = await serve({ place, programs, account, socket, connection, said: log, recovering })
  await createDatabase(connection, connection.database)
  const stop = async (): Promise<void> => {
    await database.stop()
    await removeSocketFolder(socket)
    await release()
  }
  return { connection, version: programs.version, pid: database.pid, ended: database.ended, stop }
}

interface Surroundings {
  readonly folders: SystemFolders
  readonly progress: (step: PostgresStep) => void
  readonly dataFolder: string
}

/** The programs made fit to run: links made, and copied to where their user may go if he may not go where they are. */
async function readyPrograms(programs: Programs, account: Account | undefined, { folders, progress, dataFolder }: Surroundings): Promise<Programs> {
  const native = dirname(programs.folder)
  if (programs.source === 'system') return programs
  const reachable = mayReach(account, join(programs.folder, 'postgres'))
  if (reachable && (await isHydrated(native))) return programs
  if (reachable && (await mayWrite(join(native, 'lib')))) {
    await hydrate(native)
    return programs
  }
  const copy = join(account ? folders.cache : dataFolder, `postgres-${programs.version}-${process.platform}-${process.arch}`)
  if (!isCopied(copy)) {
    progress({ step: 'copyingPrograms', folder: copy })
    await copyPrograms(native, copy)
  }
  return embeddedPrograms(copy, programs.version)
}

async function readyPlace(where: Surroundings & { existing: string | undefined; account: Account | undefined }): Promise<string> {
  const { existing, account, folders, dataFolder, progress } = where
  const inside = join(dataFolder, 'postgres')
  const proper = properPlace(dataFolder, account, folders)
  // Once moved out it stays out: moving back would gain nothing and risk the data.
  const place = existing !== undefined && existing !== inside ? existing : proper
  if (place !== inside) progress({ step: 'databaseElsewhere', folder: place })
  if (existing !== undefined && existing !== place) await movePlace(existing, place, account)
  return place
}

async function demandSpace(folder: string, bytes: number): Promise<void> {
  const space = await checkFreeSpace(folder, bytes)
  if (!space.ok) throw new Refused(space.refusal)
}

function connectionAt(socket: string): Connection {
  return { host: socket, port: 5432, user: owner, database: 'putokaz' }
}

function remembered(dataFolder: string, place: string): string {
  const inside = relative(dataFolder, place)
  return inside.startsWith('..') ? place : inside
}

function foreseen(error: unknown, folder: string): StartRefusal {
  if (error instanceof Refused) return error.refusal
  if (errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT') return { reason: 'diskFull', folder, megabytes: 200 }
  if (errorCode(error) === 'EACCES' || errorCode(error) === 'EROFS') return { reason: 'dataFolderNotWritable', folder }
  throw error
}
