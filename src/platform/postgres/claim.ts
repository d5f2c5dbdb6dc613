/** One program per data folder: the claim is a file that names the process that holds it. */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parentVariable } from '../../../bin/launch/stay-with-parent.mjs'
import { errorCode } from './checks.ts'
import { processMark } from './process-facts.ts'
import { Refused } from './refusals.ts'

export interface Process {
  readonly pid: number
  readonly mark: string
}

export interface Holder extends Process {
  /** The launcher it stays with. */
  readonly launcher?: Process
}

/** A start right after a stop waits this long for the last one to leave. */
const patience = 3000
/** One whose launcher was killed is finishing what is under way, and gets the time for it. */
const longPatience = 45_000

/** Takes the data folder for this process, also from a holder that has died; refuses while another lives. */
export async function claim(dataFolder: string, leaving: () => void = () => undefined): Promise<() => Promise<void>> {
  const file = claimFile(dataFolder)
  const own = `${file}.${process.pid}`
  await writeFile(own, JSON.stringify(thisProcess()))
  try {
    while (!(await linked(own, file))) await clearDeadClaim(dataFolder, `${own}.dead`, leaving)
  } finally {
    await rm(own, { force: true })
  }
  return () => rm(file, { force: true })
}

/** The living process that holds the data folder. */
export async function holderOf(dataFolder: string): Promise<Holder | undefined> {
  return livingHolder(await readFile(claimFile(dataFolder), 'utf8').catch(() => ''))
}

function thisProcess(): Holder {
  const known = (pid: number): Process => ({ pid, mark: processMark(pid) ?? '' })
  const launcher = Number(process.env[parentVariable] ?? 0)
  return { ...known(process.pid), ...(launcher > 1 && { launcher: known(launcher) }) }
}

function livingHolder(text: string): Holder | undefined {
  try {
    const holder: Holder = JSON.parse(text)
    return processMark(holder.pid) === holder.mark ? holder : undefined
  } catch {
    return undefined
  }
}

async function clearDeadClaim(dataFolder: string, aside: string, leaving: () => void): Promise<void> {
  const holder = await holderOf(dataFolder)
  if (holder) await untilGone(holder, leaving)
  // Between our look and our hand another start may have taken it: look again at what was really moved aside.
  await rename(claimFile(dataFolder), aside).catch(() => undefined)
  const moved = await readFile(aside, 'utf8').catch(() => '')
  if (livingHolder(moved)) await linked(aside, claimFile(dataFolder))
  await rm(aside, { force: true })
}

async function untilGone(holder: Holder, leaving: () => void): Promise<void> {
  const orphaned = holder.launcher !== undefined && processMark(holder.launcher.pid) !== holder.launcher.mark
  if (orphaned) leaving()
  const until = Date.now() + (orphaned ? longPatience : patience)
  while (processMark(holder.pid) === holder.mark) {
    if (holder.pid === process.pid || Date.now() > until) throw new Refused({ reason: 'databaseInUse', process: holder.pid })
    await wait(50)
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    (error) => {
      if (errorCode(error) === 'EEXIST') return false
      throw error
    },
  )
}

function claimFile(dataFolder: string): string {
  return join(dataFolder, 'postgres.lock')
}
