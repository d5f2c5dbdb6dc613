/** Files that a transaction made superfluous: they go after it was committed, by a job that runs until they are gone. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fact } from '#kernel/fact.ts'
import type { App } from './app.ts'
import type { Tx } from './db.ts'
import { tell } from './facts.ts'

export interface ForgottenFiles {
  /** Blobs that nothing names any more. */
  readonly blobs?: readonly string[]
  /** Ids of letters that were laid as files into the data folder. */
  readonly letters?: readonly string[]
}

/** Takes these files off the disk once the caller's transaction is committed. */
export async function forgetFiles(app: App, tx: Tx, { blobs = [], letters = [] }: ForgottenFiles): Promise<void> {
  if (blobs.length + letters.length > 0) await tell(app, tx, [{ kind: 'platform.files-forgotten', body: { blobs, letters } }])
}

/** What is done on hearing `platform.files-forgotten`. */
export async function removeForgottenFiles(app: App, body: Fact['body']): Promise<void> {
  for (const hash of named(body['blobs'])) await app.blobs.remove(hash)
  // An id is a UUID; whatever else it were, it must not lead out of the folder.
  for (const id of named(body['letters']).filter((one) => /^[\w-]+$/.test(one))) await rm(join(app.config.dataFolder, 'mail', `${id}.eml`), { force: true })
}

function named(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
