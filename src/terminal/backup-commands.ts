import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Variant } from '#kernel/localized.ts'
import type { Result } from '#kernel/result.ts'
import { readConfig } from '#platform/config.ts'
import * as words from '#texts/generated/backup.ts'
import { makeBackup, makeBackupInto } from '../backup/make-backup.ts'
import { exportOpen } from '../backup/open-export/export-open.ts'
import type { Step } from '../backup/progress.ts'
import { type OpenBackup, openBackup, verifyContent } from '../backup/read-backup.ts'
import { ownKey } from '../backup/restore/restore-backup.ts'
import { parseKeep } from '../backup/retention.ts'
import { faultSentence, refusalSentence } from '../backup/sentences.ts'
import type { Backup, BackupRefusal } from '../backup/write-backup.ts'
import { progressBar } from '../start/screen.ts'
import { type Answering, answer, fail, withApp } from './desk.ts'

export interface Secretive extends Answering {
  readonly passphraseFile?: string | undefined
}

interface BackupOptions extends Secretive {
  readonly into?: string
  readonly keep?: string
  readonly withKeys?: boolean
}

export function addBackupCommands(program: Command): void {
  const backup = program
    .command('backup [file]')
    .description('one archive of everything, while the centre works; verify')
    .option('--into <folder>', 'give it a name of its own in this folder')
    .option('--keep <rule>', 'with --into: take out older ones but for so many days, weeks, months, as 7d4w12m')
    .option('--passphrase-file <file>', 'encrypt it with the passphrase in this file')
    .option('--with-keys', 'put the keys of the centre in; only under a passphrase')
    .option('--json', 'answer as JSON')
    .action((file: string | undefined, options: BackupOptions) => make(file, options))
  backup
    .command('verify <file>')
    .description('check every byte of a backup without restoring it')
    .option('--passphrase-file <file>', 'the passphrase it was encrypted with')
    .option('--json', 'answer as JSON')
    .action((file: string, _: unknown, command: Command) => verify(resolve(file), command.optsWithGlobals<Secretive>()))
  program
    .command('export')
    .description('everything in open formats, with a description, so that the centre can leave us')
    .requiredOption('--open <folder>', 'an empty folder, or one to be made')
    .option('--json', 'answer as JSON')
    .action((options: Answering & { open: string }) => leave(resolve(options.open), options))
}

async function make(file: string | undefined, options: BackupOptions): Promise<void> {
  const { into, keep, withKeys = false } = options
  if ((file === undefined) === (into === undefined)) return fail(words.fileOrFolder)
  if (keep !== undefined && (into === undefined || !parseKeep(keep))) return fail(words.badKeep)
  const passphrase = await passphraseOf(options)
  if (passphrase === false) return
  await withApp(async (app) => {
    const wish = { passphrase, withKeys, by: 'terminal', progress: barFor(options) } as const
    const made =
      into === undefined ? await makeBackup(app, { ...wish, file: resolve(file ?? '') }) : await makeBackupInto(app, { ...wish, folder: resolve(into), keep })
    sayMade(made, options)
  })
}

function sayMade(made: Result<Backup, BackupRefusal>, options: Answering): void {
  if (!made.ok) {
    if (options.json) process.stdout.write(`${JSON.stringify({ refused: made.refusal })}\n`)
    fail((variant) => refusalSentence(made.refusal, variant))
    return
  }
  const { file, bytes, rows, files, milliseconds } = made.value
  const values = { file, rows, files, megabytes: (bytes / 1e6).toFixed(1), seconds: (milliseconds / 1000).toFixed(1) }
  answer(options, made.value, (variant) => words.made(variant, values))
}

/** Undefined when none was asked for, false when it can't be had; then that was said. */
export async function passphraseOf({ passphraseFile }: Secretive): Promise<string | undefined | false> {
  if (passphraseFile === undefined) return undefined
  const file = resolve(passphraseFile)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) fail((variant) => words.passphraseUnreadable(variant, { file }))
  else if (text.trim().length < 12) fail((variant) => words.passphraseFile(variant, { file }))
  else return text.trim()
  return false
}

/** A bar for each kind of step; scripts want none. */
export function barFor(options: Answering): (step: Step) => void {
  if (options.json) return () => {}
  const bar = progressBar()
  return ({ done, total }) => {
    if (total > 0) bar(done, total)
  }
}

async function verify(file: string, options: Secretive): Promise<void> {
  const passphrase = await passphraseOf(options)
  if (passphrase === false) return
  const config = readConfig(process.env)
  const key = config.ok ? await ownKey(config.value) : undefined
  const opened = await openBackup({ file, passphrase, key })
  const checked = opened.ok ? await verifyContent(opened.value, barFor(options)) : opened
  if (opened.ok) await opened.value.close()
  if (!checked.ok) {
    if (options.json) process.stdout.write(`${JSON.stringify({ fault: checked.refusal })}\n`)
    return fail((variant) => faultSentence(checked.refusal, variant))
  }
  const { manifest, trusted, size } = checked.value
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const told = { rows, tables: manifest.tables.length, files: manifest.files.length, madeAt: manifest.madeAt }
  answer(
    options,
    { ...told, bytes: size, trusted, program: manifest.program, epoch: manifest.epoch },
    (variant) => `${words.verified(variant, { ...told, tables: String(told.tables) })} ${sealSentence(checked.value, variant)}`,
  )
}

function sealSentence({ encrypted, trusted }: OpenBackup, variant: Variant): string {
  if (encrypted) return words.sealPassphrase(variant)
  return trusted ? words.sealOwn(variant) : words.sealUnknown(variant)
}

async function leave(folder: string, options: Answering): Promise<void> {
  await withApp(async (app) => {
    const exported = await exportOpen(app, folder, barFor(options))
    if (!exported.ok) return fail((variant) => words.exportNotEmpty(variant, { folder }))
    answer(options, exported.value, (variant) => words.exported(variant, { folder, ...exported.value, tables: String(exported.value.tables) }))
  })
}
