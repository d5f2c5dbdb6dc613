import type { App } from '#platform/app.ts'
import { namedKey } from '#platform/keys.ts'

/** The key of the chain: on the disk of the server, never in the database. */
export function auditKey({ memo, config }: Pick<App, 'memo' | 'config'>): Promise<Buffer> {
  return memo.get('audit-key', () =>
    namedKey(config, 'audit').catch((error: unknown) => {
      memo.forget('audit-key')
      throw error
    }),
  )
}
