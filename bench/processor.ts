/** What processes have used, and how to sum up what was measured. */
import { execFileSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'

const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
const inMs = (count: number) => (count / ticks) * 1000

interface Stat {
  readonly parent: number
  readonly own: number
  /** What its children used that have ended. */
  readonly ended: number
}

/** `/proc/<pid>/stat` (proc(5)): fields 4, 14–15 and 16–17, counted behind the name, which may hold spaces. */
async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  const fields = text?.slice(text.lastIndexOf(') ') + 2).split(' ')
  if (!fields) return undefined
  const at = (place: number) => Number(fields[place - 3])
  return { parent: at(4), own: inMs(at(14) + at(15)), ended: inMs(at(16) + at(17)) }
}

/** Processor milliseconds that a process has used so far. */
export async function cpuMs(pid: number): Promise<number> {
  return (await statOf(pid))?.own ?? 0
}

/** The processes below one. */
export async function below(pid: number): Promise<number[]> {
  const all = (await readdir('/proc')).map(Number).filter(Number.isInteger)
  const parents = new Map(await Promise.all(all.map(async (one) => [one, (await statOf(one))?.parent] as const)))
  const found = [pid]
  for (const parent of found) for (const [child, of] of parents) if (of === parent) found.push(child)
  return found.slice(1)
}

/** Processor milliseconds of all processes below one: for our server that is its PostgreSQL. */
export async function cpuBelowMs(pid: number): Promise<number> {
  const stats = await Promise.all((await below(pid)).map(statOf))
  return stats.reduce((sum, stat) => sum + (stat ? stat.own + stat.ended : 0), 0)
}

export async function rssMb(pid: number): Promise<number> {
  const line = (await readFile(`/proc/${pid}/status`, 'utf8')).split('\n').find((one) => one.startsWith('VmRSS'))
  return Number(/\d+/.exec(line ?? '')?.[0]) / 1024
}

/** The value below which a share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Measures several things by turns, A B C A B C …: what else happens on the machine meanwhile happens to all of them. */
export async function byTurns<Name extends string, Measured>(
  rounds: number,
  things: Readonly<Record<Name, () => Promise<Measured>>>,
): Promise<Record<Name, Measured[]>> {
  const names = Object.keys(things) as Name[]
  const seen = new Map<Name, Measured[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) for (const name of names) seen.get(name)?.push(await things[name]())
  return Object.fromEntries(seen) as Record<Name, Measured[]>
}

/** The median of each number over all rounds. */
export function medians<Measured extends { readonly [K in keyof Measured]: number }>(all: readonly Measured[]): Measured {
  return summed(all, median)
}

/** The least of each number: what it costs when nothing else is in the way. */
export function least<Measured extends { readonly [K in keyof Measured]: number }>(all: readonly Measured[]): Measured {
  return summed(all, (values) => Math.min(...values))
}

function summed<Measured extends { readonly [K in keyof Measured]: number }>(all: readonly Measured[], sum: (values: readonly number[]) => number): Measured {
  const keys = Object.keys(all[0] ?? {}) as (keyof Measured)[]
  return Object.fromEntries(keys.map((key) => [key, sum(all.map((one) => one[key]))])) as Measured
}

/** The machine in a line, for under a table. */
export function machine(): string {
  const load = loadavg().map((value) => value.toFixed(1))
  return `${availableParallelism()} cores, load average ${load.join(' ')}, Node ${process.version}`
}
