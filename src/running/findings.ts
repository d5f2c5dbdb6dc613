/** Looks at everything that must be right for the centre to run. The terminal, the health page and the measurements ask here. */
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { lastCheck, sealLag, verifyAudit } from '#modules/audit/index.ts'
import { catalogue } from '#modules/courses/index.ts'
import { outboxState } from '#modules/notices/index.ts'
import type { App } from '#platform/app.ts'
import { databaseFacts } from '#platform/database-facts.ts'
import { jobsOverview } from '#platform/jobs-overview.ts'
import { backupStatus } from '../backup/status.ts'

export const things = ['version', 'runtime', 'database', 'clock', 'disk', 'jobs', 'mail', 'backup', 'audit', 'keys', 'build', 'fonts', 'content'] as const
export type Thing = (typeof things)[number]

/** `watch`: it works, and somebody should look before it does not. */
export type FindingState = 'fine' | 'watch' | 'wrong'

export interface Finding {
  readonly thing: Thing
  readonly state: FindingState
  /** What was seen, in figures and names that need no translation. */
  readonly seen: string
}

export interface Looking {
  readonly app: App
  /** Read the whole audit log instead of trusting the last check. */
  readonly thorough?: boolean
}

type Look = (looking: Looking) => Promise<Omit<Finding, 'thing'>>

/** Each thing on its own: one that can't be looked at is wrong, and the others are seen all the same. */
export function examine(looking: Looking): Promise<Finding[]> {
  return Promise.all(
    things.map(async (thing) => {
      const found = await looks[thing](looking).catch((error: unknown) => ({ state: 'wrong' as const, seen: error instanceof Error ? error.name : '–' }))
      return { thing, ...found }
    }),
  )
}

const megabyte = 1024 * 1024
const minute = 60_000
const hour = 60 * minute

/** Bounds beyond which a thing is to be watched, and beyond which it is wrong. */
export const bounds = {
  freeBytes: { watch: 2048 * megabyte, wrong: 500 * megabyte },
  jobAge: { watch: 5 * minute, wrong: hour },
  letterAge: { watch: hour, wrong: 24 * hour },
  backupAge: { watch: 26 * hour, wrong: 8 * 24 * hour },
  sealLag: { watch: 10_000, wrong: 5 * minute },
  clockApart: { watch: 2000, wrong: 60_000 },
} as const

function over(value: number, { watch, wrong }: { watch: number; wrong: number }): FindingState {
  if (value > wrong) return 'wrong'
  return value > watch ? 'watch' : 'fine'
}

const worst = (...states: readonly FindingState[]): FindingState => (['wrong', 'watch'] as const).find((state) => states.includes(state)) ?? 'fine'

/** How long something lasts, in the largest unit that says it well. */
function lasting(milliseconds: number): string {
  if (milliseconds < minute) return `${Math.max(0, Math.round(milliseconds / 1000))} s`
  if (milliseconds < 2 * hour) return `${Math.round(milliseconds / minute)} min`
  return milliseconds < 48 * hour ? `${Math.round(milliseconds / hour)} h` : `${Math.round(milliseconds / 24 / hour)} d`
}

function ageOf(app: App, since: Date | null): number {
  return since ? app.now().getTime() - since.getTime() : 0
}

/** When the last backup was made that succeeded. */
export async function lastBackupAt(app: App): Promise<Date | null> {
  const { lastGood } = await backupStatus(app.db)
  return lastGood ? new Date(lastGood.at) : null
}

export async function freeBytes({ config }: App): Promise<number> {
  const disk = await statfs(config.dataFolder)
  return disk.bavail * disk.bsize
}

async function programVersion({ programFolder }: App): Promise<string> {
  const file: unknown = JSON.parse(await readFile(join(programFolder, 'package.json'), 'utf8'))
  return String((file as { version?: unknown }).version)
}

const looks: Record<Thing, Look> = {
  version: async ({ app }) => ({ state: 'fine', seen: await programVersion(app) }),
  runtime: async () => ({ state: Number(process.versions.node.split('.')[0]) >= 24 ? 'fine' : 'wrong', seen: `Node ${process.versions.node}` }),
  database: lookAtDatabase,
  async clock({ app }) {
    const apart = Math.abs((await databaseFacts(app.db)).now.getTime() - Date.now())
    return { state: over(apart, bounds.clockApart), seen: lasting(apart) }
  },
  async disk({ app }) {
    const free = await freeBytes(app)
    const { watch, wrong } = bounds.freeBytes
    return { state: free < wrong ? 'wrong' : free < watch ? 'watch' : 'fine', seen: `${Math.round(free / megabyte)} MB` }
  },
  async jobs({ app }) {
    const { waiting, again, parked, oldestDue } = await jobsOverview(app.db)
    const age = oldestDue ? Date.now() - oldestDue.getTime() : 0
    return { state: worst(over(age, bounds.jobAge), parked > 0 ? 'watch' : 'fine'), seen: `${waiting + again} / ${parked} · ${lasting(age)}` }
  },
  async mail({ app }) {
    const { waiting, parked, oldest } = await outboxState(app.db)
    const way = app.config.smtpUrl === undefined ? join(app.config.dataFolder, 'mail') : 'SMTP'
    return { state: worst(over(ageOf(app, oldest), bounds.letterAge), parked > 0 ? 'watch' : 'fine'), seen: `${way} · ${waiting} / ${parked}` }
  },
  async backup({ app }) {
    const { last, lastGood } = await backupStatus(app.db)
    if (!lastGood) return { state: 'watch', seen: last?.reason ?? '–' }
    const age = ageOf(app, new Date(lastGood.at))
    return { state: worst(over(age, bounds.backupAge), last?.ok === false ? 'watch' : 'fine'), seen: lasting(age) }
  },
  audit: lookAtAudit,
  keys: lookAtKeys,
  async build({ app }) {
    const there = existsSync(join(app.programFolder, 'build', 'handler.js'))
    return { state: there ? 'fine' : 'wrong', seen: there ? 'build/' : '–' }
  },
  async fonts({ app }) {
    const there = existsSync(join(app.programFolder, 'assets', 'fonts'))
    return { state: there ? 'fine' : 'wrong', seen: there ? 'assets/fonts' : '–' }
  },
  async content({ app }) {
    const courses = await catalogue(app.db)
    const open = courses.filter(({ status }) => status === 'published').length
    return { state: open > 0 || !app.config.sample ? 'fine' : 'watch', seen: `${open}/${courses.length}` }
  },
}

async function lookAtDatabase({ app }: Looking): Promise<Omit<Finding, 'thing'>> {
  const start = performance.now()
  const { version } = await databaseFacts(app.db)
  const took = Math.round(performance.now() - start)
  return {
    state: took > 1000 ? 'watch' : 'fine',
    seen: `PostgreSQL ${version} · ${app.config.databaseUrl === undefined ? 'private' : 'external'} · ${took} ms`,
  }
}

async function lookAtAudit({ app, thorough = false }: Looking): Promise<Omit<Finding, 'thing'>> {
  const { waiting, oldest } = await sealLag(app.db)
  const lag = over(ageOf(app, oldest), bounds.sealLag)
  const found = thorough ? await verifyAudit(app) : await lastCheck(app.db)
  const number = found && ('head' in found && typeof found.head === 'object' ? found.head.number : 'number' in found ? found.number : 0)
  const { kind, number: at, entry } = found?.fault ?? {}
  if (kind !== undefined) return { state: 'wrong', seen: `${kind} ${at ?? ''} ${entry ?? ''}`.trim() }
  return { state: found ? lag : worst(lag, 'watch'), seen: `${number ?? '–'} · ${waiting}` }
}

/** Keys are for the eyes of their owner only. */
async function lookAtKeys({ app }: Looking): Promise<Omit<Finding, 'thing'>> {
  const folder = app.config.keysFolder
  if (!existsSync(folder)) return { state: 'fine', seen: '–' }
  const names = await readdir(folder)
  const open: string[] = []
  for (const path of [folder, ...names.map((name) => join(folder, name))]) if (((await stat(path)).mode & 0o077) !== 0) open.push(path)
  return { state: open.length > 0 && process.platform !== 'win32' ? 'watch' : 'fine', seen: open[0] ?? names.sort().join(' ') }
}
