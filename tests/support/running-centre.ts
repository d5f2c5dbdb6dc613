/** One real server with the sample centre for all journeys of a run. */
import type { TestProject } from 'vitest/node'
import { demoAccounts, startServer } from './server.ts'

/** Two working copies on one machine need two ports. */
const port = Number(process.env['PUTOKAZ_JOURNEY_PORT'] ?? 4880)

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ port })
  project.provide('centre', { url: server.url, dataFolder: server.dataFolder, accounts: await demoAccounts(server.dataFolder) })
  return () => server.stop()
}
