/** The sealer of the audit log, at work as long as the server is, and the end of its day. */
import { endAuditDay, rememberHead, sealAudit } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { errorFields } from '#platform/log.ts'

/** An entry waits for its seal no longer than this and the moment that sealing takes. */
const pause = 2000
const dayLookedAt = 600_000

/** Seals until stopped; what was written before the stop is sealed when it returns. */
export function keepSealing(app: App): () => Promise<void> {
  let stopping = false
  let wake = () => {}
  const turning = (async () => {
    await attempt(app, rememberHead)
    for (let looked = 0; !stopping; ) {
      await attempt(app, sealAudit)
      if (Date.now() - looked > dayLookedAt) {
        looked = Date.now()
        await attempt(app, endAuditDay)
      }
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, stopping ? 0 : pause).unref()
      })
    }
    await attempt(app, sealAudit)
  })()
  return () => {
    stopping = true
    wake()
    return turning
  }
}

/** One that fails is noted, and the next one tries again. */
async function attempt(app: App, work: (app: App) => Promise<unknown>): Promise<void> {
  await work(app).catch((error: unknown) => app.log.error('audit log not sealed', errorFields(error)))
}
