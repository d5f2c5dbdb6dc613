/** States and reasons of letters in the reader's words. */
import type { Variant } from '#kernel/localized.ts'
import type { LetterState } from '#modules/notices/index.ts'
import * as words from '#texts/generated/letters.ts'

type Word = (variant: Variant) => string

export const stateWords: Readonly<Record<LetterState, Word>> = {
  waiting: words.stateWaiting,
  sending: words.stateSending,
  sent: words.stateSent,
  failed: words.stateFailed,
  parked: words.stateParked,
  withdrawn: words.stateWithdrawn,
}

const problemWords: Readonly<Record<string, Word>> = {
  connection: words.problemConnection,
  timeout: words.problemTimeout,
  tls: words.problemTls,
  'sign-in': words.problemSignIn,
  address: words.problemAddress,
  writing: words.problemWriting,
  'unknown-kind': words.problemUnknownKind,
  nobody: words.problemNobody,
  disabled: words.problemDisabled,
  'no-address': words.problemNoAddress,
  'address-changed': words.problemAddressChanged,
  'not-confirmed': words.problemNotConfirmed,
  unwanted: words.problemUnwanted,
  over: words.problemOver,
  'by-hand': words.problemByHand,
}

export function problemWord(problem: string, variant: Variant): string {
  const [, code] = /^smtp-(\d{3})$/.exec(problem) ?? []
  return code === undefined ? (problemWords[problem]?.(variant) ?? problem) : words.problemSmtp(variant, { code })
}
