import autocannon from 'autocannon'
import type { Load, LoadResult } from './rig.ts'

process.once('message', async (message) => {
  const { url, requests, headers = {}, seconds, connections, rate } = message as Load
  const result = await autocannon({
    url,
    headers,
    duration: seconds,
    connections,
    ...(requests && { requests: requests.map((request) => ({ ...request, headers: { ...headers, ...request.headers } })) }),
    ...(rate !== undefined && { overallRate: rate }),
  })
  const answer: LoadResult = { requests: result.requests.total, failed: result.non2xx + result.errors }
  process.send?.(answer, () => process.exit())
})
