/** What a person reads when a backup or a restore is refused. */
import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/backup.ts'
import type { RestoreFault } from './faults.ts'
import type { BackupRefusal } from './write-backup.ts'

type Sentence = (variant: Variant, values: Readonly<Record<string, string>>) => string

export function refusalSentence(refusal: BackupRefusal, variant: Variant): string {
  const { reason, ...values } = refusal
  return sentence(`refused-${reason}`, values, variant)
}

/** What is wrong, then where, then which rule it breaks: each on a line of its own. */
export function faultSentence({ reason, at, rule }: RestoreFault, variant: Variant): string {
  const lines = [sentence(`fault-${reason}`, {}, variant)]
  if (at !== undefined) lines.push(words.atPlace(variant, { at }))
  if (rule !== undefined) lines.push(words.byRule(variant, { rule }))
  return lines.join('\n')
}

function sentence(key: string, values: Readonly<Record<string, string>>, variant: Variant): string {
  const name = key.replaceAll(/-([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase())
  return (words as unknown as Record<string, Sentence>)[name]?.(variant, values) ?? key
}
