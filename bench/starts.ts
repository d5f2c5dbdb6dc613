/** From `npm start` to the first page: the first start makes the database and loads the sample, the second uses them. */
import { existsSync } from 'node:fs'
import { setTimeout as later } from 'node:timers/promises'
import { below, cpuMs, median } from './processor.ts'
import { newDataFolder, number, removeData, startServer, table } from './rig.ts'

export async function measureStarts(rounds = 3): Promise<string> {
  const seen: { first: number; second: number; used: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const dataFolder = await newDataFolder()
    const first = await oneStart(dataFolder)
    const second = await oneStart(dataFolder)
    seen.push({ first: first.ms, second: second.ms, used: second.cpu })
    await removeData(dataFolder)
  }
  const of = (key: 'first' | 'second' | 'used') => `${number(median(seen.map((one) => one[key])) / 1000, 2)} s`
  return table(
    [`npm start on a built tree, median of ${rounds}`, 'to the first page', 'processor time'],
    [
      ['first start', of('first'), ''],
      ['second start', of('second'), of('used')],
    ],
  )
}

async function oneStart(dataFolder: string): Promise<{ ms: number; cpu: number }> {
  const server = await startServer({ dataFolder, command: ['npm', 'start', '--silent'] })
  const all = [server.pid, ...(await below(server.pid))]
  const used = await Promise.all(all.map(cpuMs))
  await server.stop()
  // npm itself ends at once; what it started still has work under way.
  while (all.some((pid) => existsSync(`/proc/${pid}`))) await later(50)
  return { ms: server.firstPageMs, cpu: used.reduce((sum, one) => sum + one, 0) }
}
