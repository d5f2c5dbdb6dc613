/** One real server with the sample centre for all journeys of a run. */
import type { TestProject } from 'vitest/node'
import { type Account, demoAccounts, startServer } from './server.ts'

export interface Centre {
  readonly url: string
  readonly dataFolder: string
  readonly accounts: Record<string, Account>
  /** Of a centre on https: what its clients trust, and the address of its content host. */
  readonly tls?: { readonly ca: string; readonly spki: string; readonly contentUrl: string }
}

declare module 'vitest' {
  interface ProvidedContext {
    centre: Centre
  }
}

const port = 4880

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ port })
  project.provide('centre', { url: server.url, dataFolder: server.dataFolder, accounts: await demoAccounts(server.dataFolder) })
  return () => server.stop()
}
