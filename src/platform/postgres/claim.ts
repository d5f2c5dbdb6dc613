/** One program per data folder: the claim is a file that names the process that holds it. */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from './checks.ts'
import { processMark } from './process-facts.ts'
import { Refused } from './refusals.ts'

export interface Holder {
  readonly pid: number
  readonly mark: string
}

/** Takes the data folder for this process, also from a holder that has died; refuses while another lives. */
export async function claim(dataFolder: string): Promise<() => Promise<void>> {
  const file = claimFile(dataFolder)
  const own = `${file}.${process.pid}`
  const mine = JSON.stringify({ pid: process.pid, mark: processMark(process.pid) })
  await writeFile(own, mine)
  try {
    while (!(await linked(own, file))) await clearDeadClaim(dataFolder, `${own}.dead`)
  } finally {
    await rm(own, { force: true })
  }
  return () => rm(file, { force: true })
}

/** The living process that holds the data folder. */
export async function holderOf(dataFolder: string): Promise<Holder | undefined> {
  const text = await readFile(claimFile(dataFolder), 'utf8').catch(() => '')
  return livingHolder(text)
}

function livingHolder(text: string): Holder | undefined {
  try {
    const { pid, mark } = JSON.parse(text)
    return processMark(pid) === mark ? { pid, mark } : undefined
  } catch {
    return undefined
  }
}

async function clearDeadClaim(dataFolder: string, aside: string): Promise<void> {
  const holder = await holderOf(dataFolder)
  if (holder) throw new Refused({ reason: 'databaseInUse', process: holder.pid })
  // Between our look and our hand another start may have taken it: look again at what was really moved aside.
  await rename(claimFile(dataFolder), aside).catch(() => undefined)
  const moved = await readFile(aside, 'utf8').catch(() => '')
  if (livingHolder(moved)) await linked(aside, claimFile(dataFolder))
  await rm(aside, { force: true })
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
