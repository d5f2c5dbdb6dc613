/** Files that a transaction made superfluous: they go after it was committed, by a job that runs until they are gone. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from './app.ts'
import type { Tx } from './db.ts'
import { type Reaction, tell } from './facts.ts'

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

const removeFiles: Reaction = {
  name: 'platform.remove-files',
  hears: 'platform.files-forgotten',
  async react(app, body) {
    for (const hash of named(body['blobs'])) await app.blobs.remove(hash)
    // An id is a UUID; whatever else it were, it must not lead out of the folder.
    for (const id of named(body['letters']).filter((one) => /^[\w-]+$/.test(one))) await rm(join(app.config.dataFolder, 'mail', `${id}.eml`), { force: true })
  },
}

function named(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

export const reactions: readonly Reaction[] = [removeFiles]
