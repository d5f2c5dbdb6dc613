/** What the server says on the screen of whoever starts it. Serbian first, English below, few lines. */
import { renderUnicodeCompact } from 'uqr'
import type { Variant } from '#kernel/localized.ts'
import type { Config } from '#platform/config.ts'
import type { PostgresStep } from '#platform/postgres/index.ts'
import { refusalSentence, stepSentence } from '#platform/postgres/sentences.ts'
import * as words from '#texts/generated/start.ts'
import type { DemoAccount } from './demo-accounts.ts'
import type { OpenRefusal } from './open-database.ts'

const languages: readonly Variant[] = ['sr-Cyrl', 'en']
const print = (line: string) => process.stdout.write(`${line}\n`)

/** One sentence in both languages. */
export function say(sentence: (variant: Variant) => string): void {
  print(languages.map(sentence).join(' · '))
}

export function sayStep(step: PostgresStep): void {
  say((variant) => stepSentence(step, variant))
}

export function sayRefusal(refusal: OpenRefusal): void {
  for (const variant of languages) process.stderr.write(`${openSentence(refusal, variant)}\n`)
}

function openSentence(refusal: OpenRefusal, variant: Variant): string {
  if (refusal.reason === 'dataNewer') return words.dataNewer(variant)
  if (refusal.reason === 'noBackupBeforeUpgrade') return words.noBackupBeforeUpgrade(variant, refusal)
  return refusalSentence(refusal, variant)
}

/** A bar that grows on a terminal; elsewhere one line at the end is enough. */
export function progressBar(width = 32): (done: number, total: number) => void {
  return (done, total) => {
    if (!process.stdout.isTTY) return
    const filled = Math.round((done / total) * width)
    process.stdout.write(`\r  ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${total}${done === total ? '\n' : ''}`)
  }
}

export function sayReady(config: Config, accounts: readonly DemoAccount[]): void {
  const address = `${config.publicUrl.href}`
  print('')
  say((variant) => words.ready(variant, { address }))
  if (config.lan) print(renderUnicodeCompact(address))
  if (config.publicUrl.protocol === 'http:' && config.publicUrl.hostname !== 'localhost') say(words.needsHttps)
  if (!config.smtpUrl) say((variant) => words.mailFolder(variant, { folder: `${config.dataFolder}/mail` }))
  if (accounts.length > 0) {
    say((variant) => words.demoAccounts(variant, { file: `${config.dataFolder}/demo-accounts.txt` }))
    for (const { role, email, password } of accounts) print(`  ${role.padEnd(12)} ${email.padEnd(24)} ${password}`)
  }
  say(words.howToStop)
}
