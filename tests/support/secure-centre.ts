/**
 * One real server for the security suites, on https and under two host names. Names below `localhost` are sites of their own to each
 * other, so only real names show what a page of the content host can do to the application's host, which is the same site.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { demoAccounts, startServer } from './server.ts'
import { makeCertificate } from './test-authority.ts'

export const appHost = 'app.putokaz.test'
export const contentHost = 'content.putokaz.test'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'putokaz-authority-'))
  const made = makeCertificate(folder, [appHost, contentHost])
  const port = await freePort()
  const [url, contentUrl] = [`https://${appHost}:${port}`, `https://${contentHost}:${port}`]
  const server = await startServer({
    port,
    args: ['--tls', made.certificate, made.key],
    env: { PUTOKAZ_URL: url, PUTOKAZ_CONTENT_URL: contentUrl },
    ca: made.ca,
  })
  const tls = { ca: made.ca, spki: made.spki, contentUrl }
  project.provide('centre', { url, dataFolder: server.dataFolder, accounts: await demoAccounts(server.dataFolder), tls })
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Two runs beside each other, such as a proof and a trial, must not meet. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const place = probe.address()
      probe.close(() => resolve(typeof place === 'object' && place ? place.port : 0))
    })
  })
}
