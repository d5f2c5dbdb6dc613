import { byBirth, type Entry, type Summary, summary, tryAgain as waitAgain, wakeAt } from '@putokaz/offline-queue'
import { signedText, type WorkFile, workFileFormat, workFileKeyInfo } from '../../domain/work-file.ts'
import { call } from './calling.ts'
import type { Shown } from './deeds.ts'
import type { Rows } from './rows.ts'
import { signed, toBase64, unseal } from './seal.ts'

/** How the outbox stands: what the sign in the header says. */
export interface Standing extends Summary {
  /** Null when nobody's work can be read here. */
  readonly person: string | null
  readonly signedOut: boolean
  /** Entries of other accounts that wait here, locked. */
  readonly locked: number
  /** When something is tried next, in milliseconds. */
  readonly wakeAt: number | null
}

/** One deed on the list, as its owner reads it. */
export interface Item extends Pick<Entry, 'id' | 'born' | 'state' | 'sentAt' | 'refusal' | 'tries' | 'after'> {
  readonly shown: Shown
}

export async function standing(rows: Rows): Promise<Standing> {
  const owner = await rows.owner()
  const entries = owner ? await rows.of(owner.person) : []
  return {
    ...summary(entries),
    lastSent: owner?.lastSent ?? null,
    person: owner?.person ?? null,
    signedOut: owner?.signedOut ?? false,
    locked: await rows.others(owner?.person),
    wakeAt: wakeAt(entries),
  }
}

const unknown: Shown = { what: 'unknown', title: '…', path: '/me/outbox' }

/** Everything of the owner's that is here, the newest first. */
export async function items(rows: Rows): Promise<Item[]> {
  const owner = await rows.owner()
  if (!owner) return []
  const all = (await rows.of(owner.person)).toSorted((a, b) => byBirth(b, a))
  return Promise.all(
    all.map(async ({ shown, id, born, state, sentAt, refusal, tries, after }) => ({
      id,
      born,
      state,
      tries,
      ...(sentAt !== undefined && { sentAt }),
      ...(refusal && { refusal }),
      ...(after !== undefined && { after }),
      shown: await unseal<Shown>(owner, shown).catch(() => unknown),
    })),
  )
}

export async function tryAgain(rows: Rows, id: string): Promise<void> {
  const owner = await rows.owner()
  if (!owner) return
  await rows.change(owner.person, (all) => waitAgain(all, id))
  call('changed')
}

/** Takes one entry away for good; its owner was asked. */
export async function remove(rows: Rows, id: string): Promise<void> {
  const owner = await rows.owner()
  if (!owner) return
  await rows.change(owner.person, (all) => all.filter((row) => row.id !== id))
  call('changed')
}

/** The work that has not arrived, as a file that enters at another device or at the coordinator's desk. */
export async function workFile(rows: Rows, ids?: readonly string[]): Promise<WorkFile | null> {
  const owner = await rows.owner()
  if (!owner) return null
  const wanted = (await rows.of(owner.person)).filter(({ id, state }) => (ids ? ids.includes(id) : state !== 'sent')).toSorted(byBirth)
  const entries = wanted.map(({ id, born, to, body }) => ({ id, born, to, iv: toBase64(body.iv), data: toBase64(body.data) }))
  const unsigned = { format: workFileFormat, version: 1, person: owner.person, epoch: owner.epoch, made: new Date().toISOString(), entries } as const
  return { ...unsigned, signature: await signed(owner, workFileKeyInfo, signedText(unsigned)) }
}
