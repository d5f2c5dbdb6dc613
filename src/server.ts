/** The server on built pages. `bin/start.mjs` runs this under Node 24. */
import { join } from 'node:path'
import { clientAddressHeader } from '#platform/http/origin.ts'
import type { PageHandler } from '#platform/http/serve.ts'
import { programFolder } from './open-app.ts'
import { runServer } from './start/run-server.ts'

process.exitCode = await runServer(process.argv.slice(2), { keep: true, open: openBuiltPages })

async function openBuiltPages(): Promise<PageHandler> {
  // The page handler reads these once, when it is first imported.
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.ADDRESS_HEADER = clientAddressHeader
  process.env.BODY_SIZE_LIMIT = '1M'
  const { handler } = (await import(join(programFolder, 'build', 'handler.js'))) as { handler: PageHandler }
  return handler
}
