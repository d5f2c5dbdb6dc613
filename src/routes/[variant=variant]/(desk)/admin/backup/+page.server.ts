import { fail, redirect } from '@sveltejs/kit'
import { address } from '#ui/address.ts'
import { askBackup } from '../../../../../backup/ask-backup.ts'
import { parseKeep } from '../../../../../backup/retention.ts'
import { backupStatus, backupsIn, type LastBackup, runningBackup } from '../../../../../backup/status.ts'
import { clockOf } from '../clock.ts'
import { whoMay } from '../enter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'run-centre')
  const { app } = event.locals
  const { folder, keep, passphrase } = app.config.backups
  const { last, lastGood } = await backupStatus(app.db)
  const running = await runningBackup(app.db, app.now())
  const files = folder === undefined ? [] : await backupsIn(folder)
  return {
    asked: event.url.searchParams.has('asked'),
    folder: folder ?? null,
    keep: parseKeep(keep) ?? { days: 0, weeks: 0, months: 0 },
    encrypted: passphrase !== undefined,
    last: last ? shown(last) : null,
    lastGood: lastGood ? shown(lastGood) : null,
    running: running ? { step: running.step, done: running.done, total: running.total } : null,
    files: files.map(({ name, at, bytes, encrypted }) => ({ name, at: clockOf(at), megabytes: megabytes(bytes), encrypted })),
  }
}

const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10

function shown({ at, ok, bytes = 0 }: LastBackup) {
  return { at: clockOf(new Date(at)), ok, megabytes: megabytes(bytes) }
}

export const actions: Actions = {
  make: async (event) => {
    const actor = whoMay(event, 'run-centre')
    const { app, variant } = event.locals
    if (app.config.backups.folder === undefined) return fail(409, { noFolder: true })
    await askBackup(app, actor.id)
    redirect(303, address(variant, '/admin/backup?asked'))
  },
}
