/** What every command at the terminal needs: an App on the migrated database, and one way to answer. */
import { join } from 'node:path'
import type { Variant } from '#kernel/localized.ts'
import { sealAudit } from '#modules/audit/index.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import * as start from '#texts/generated/start.ts'
import { type OpenedApp, openApp } from '../open-app.ts'
import { openMigratedDatabase } from '../start/open-database.ts'
import { say, sayRefusal } from '../start/screen.ts'

export interface Answering {
  readonly json?: boolean | undefined
}

/** Runs a command on the database, private or external, also beside a running server. Exit code 1 when it can't be reached. */
export async function withApp(work: (app: OpenedApp, migrated: readonly string[]) => Promise<void>): Promise<void> {
  const read = readConfig(process.env)
  if (!read.ok) return fail((variant) => start.badVariable(variant, read.refusal))
  const config = read.value
  const log = createLog(join(config.dataFolder, 'putokaz.log'))
  const opened = await openMigratedDatabase(config, { log, progress: () => {}, join: true })
  if (!opened.ok) {
    sayRefusal(opened.refusal)
    process.exitCode = 1
    return
  }
  const app = await openApp(config, opened.value.db, log)
  try {
    await work(app, opened.value.migrated)
    // Beside a running server either of us seals what was done here.
    await sealAudit(app)
  } finally {
    await app.close()
    await opened.value.stop()
  }
}

/** One sentence in both languages for people, or one JSON value for scripts. */
export function answer(options: Answering, value: unknown, sentence: (variant: Variant) => string): void {
  if (options.json) process.stdout.write(`${JSON.stringify(value)}\n`)
  else say(sentence)
}

export function fail(sentence: (variant: Variant) => string): void {
  process.stderr.write(`${sentence('sr-Cyrl')}\n${sentence('en')}\n`)
  process.exitCode = 1
}
