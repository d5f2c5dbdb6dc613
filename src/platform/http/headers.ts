import type { ServerResponse } from 'node:http'
import { safeHeaders } from '#kernel/safe-headers.ts'
import type { Config } from '../config.ts'

export function setSafeHeaders(response: ServerResponse, config: Config): void {
  for (const [name, value] of Object.entries(safeHeaders)) response.setHeader(name, value)
  if (config.publicUrl.protocol === 'https:') response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains')
}
