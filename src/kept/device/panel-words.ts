/** What a panel says and offers in each situation. Pure, so that every sentence can be tried. */
import { formatDate } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/kept.ts'
import * as library from '#texts/generated/library.ts'
import type { Entry } from '../contract.ts'
import type { KeepRefusal } from './keep-offline.ts'
import type { KeptRecord } from './kept-record.ts'

/** How it stands with one thing on this device. */
export type Situation =
  | { readonly is: 'unable' }
  /** The Centre does not offer it, so there is nothing to say. */
  | { readonly is: 'unknown' }
  | { readonly is: 'not-asked' }
  | { readonly is: 'offered'; readonly offer: Entry }
  | { readonly is: 'running'; readonly entry: Entry; readonly bytes: number }
  | { readonly is: 'partly'; readonly entry: Entry; readonly bytes: number }
  | { readonly is: 'kept'; readonly record: KeptRecord; readonly offer?: Entry; readonly isNewer: boolean; readonly missing: number }

export type DeedName = 'keep' | 'stop' | 'remove'

export interface Panel {
  readonly line: string
  readonly deeds: readonly { readonly deed: DeedName; readonly text: string; readonly quiet?: true }[]
  /** From 0 to 1, while it runs. */
  readonly share?: number
}

/** A size as people read it: „1,2 MB“, „48 kB“. */
export function sizeSaid(bytes: number, variant: Variant): string {
  const tenths = (unit: number) => Math.round((bytes / unit) * 10) / 10
  if (bytes < 999_500) return library.kilobytes(variant, { size: Math.max(1, Math.round(bytes / 1000)) })
  return bytes < 999_950_000 ? library.megabytes(variant, { size: tenths(1_000_000) }) : words.gigabytes(variant, { size: tenths(1_000_000_000) })
}

export function panelOf(situation: Situation, variant: Variant): Panel {
  switch (situation.is) {
    case 'unable':
      return { line: words.unable(variant), deeds: [] }
    case 'unknown':
      return { line: '', deeds: [] }
    case 'not-asked':
      return { line: words.notAsked(variant), deeds: [] }
    case 'offered':
      return offerPanel(situation.offer, variant)
    case 'kept':
      return keptPanel(situation, variant)
    default:
      return underWay(situation, variant)
  }
}

function offerPanel({ kind, size }: Entry, variant: Variant): Panel {
  const [offer, keepIt] = kind === 'book' ? [words.offerBook, words.keepBook] : [words.offer, words.keepIt]
  return { line: offer(variant, { size: sizeSaid(size, variant) }), deeds: [{ deed: 'keep', text: keepIt(variant) }] }
}

function underWay({ is, entry, bytes }: Extract<Situation, { entry: Entry }>, variant: Variant): Panel {
  const said = { done: sizeSaid(bytes, variant), total: sizeSaid(entry.size, variant) }
  if (is === 'running') {
    const share = entry.size === 0 ? 1 : Math.min(1, bytes / entry.size)
    return { line: words.progress(variant, said), deeds: [{ deed: 'stop', text: words.stop(variant) }], share }
  }
  return {
    line: words.partly(variant, said),
    deeds: [
      { deed: 'keep', text: words.resume(variant) },
      { deed: 'remove', text: words.dropPartly(variant), quiet: true },
    ],
  }
}

function keptPanel({ record, offer, isNewer, missing }: Extract<Situation, { is: 'kept' }>, variant: Variant): Panel {
  const removal = { deed: 'remove', text: words.remove(variant), quiet: true } as const
  if (missing > 0) {
    const line = words.lost(variant, { size: sizeSaid(missing, variant) })
    return { line, deeds: [...(offer ? [{ deed: 'keep', text: words.keepAgain(variant) } as const] : []), removal] }
  }
  const kept = ended(keptLine(record, variant))
  if (!offer || !isNewer) return { line: kept, deeds: record.kind === 'centre' ? [] : [removal] }
  return { line: `${kept} ${newerLine(record, offer, variant)}`, deeds: [{ deed: 'keep', text: words.takeNewer(variant) }, removal] }
}

function keptLine({ kind, version, at }: KeptRecord, variant: Variant): string {
  const date = formatDate(at.slice(0, 10), variant, 'nominative')
  if (kind === 'centre') return words.keptCentre(variant, { date })
  return kind === 'manual' || kind === 'book' ? words.keptManual(variant, { version, date }) : words.keptCourse(variant, { version, date })
}

/** A Serbian date ends with a dot of its own. */
function ended(line: string): string {
  return line.endsWith('.') ? line : `${line}.`
}

function newerLine(record: KeptRecord, offer: Entry, variant: Variant): string {
  const size = sizeSaid(offer.size, variant)
  if (record.kind === 'tool' && offer.version === record.version) return words.newerBesideTool(variant, { size })
  if (record.kind === 'centre' || offer.version === record.version) return words.newerBeside(variant, { size })
  const said = { version: offer.version, size }
  return record.kind === 'manual' || record.kind === 'book' ? words.newerManual(variant, said) : words.newerCourse(variant, said)
}

const refusals = { network: words.network, damaged: words.damaged, gone: words.gone, stopped: words.stopped, unwritten: words.unwritten } as const

/** `missing` are the bytes that are not here yet. */
export function refusalSaid(refusal: KeepRefusal, missing: number, variant: Variant): string {
  return refusal === 'room' ? words.room(variant, { size: sizeSaid(missing, variant) }) : refusals[refusal](variant)
}
