/** One real server with the sample centre for all journeys of a run. */
import type { TestProject } from 'vitest/node'
import { demoAccounts, startServer } from './server.ts'

const port = 4880

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ port })
  project.provide('centre', { url: server.url, dataFolder: server.dataFolder, accounts: await demoAccounts(server.dataFolder) })
  return () => server.stop()
}
