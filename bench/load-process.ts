import autocannon from 'autocannon'
import type { Load, LoadResult } from './rig.ts'

process.once('message', async (message) => {
  const { url, headers, seconds, connections } = message as Load
  const result = await autocannon({ url, headers: headers ?? {}, duration: seconds, connections })
  const answer: LoadResult = {
    requests: result.requests.total,
    perSecond: result.requests.average,
    p95: result.latency.p97_5,
    failed: result.non2xx + result.errors,
  }
  process.send?.(answer, () => process.exit())
})
