import { createHash } from 'node:crypto'
import { toLatin } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import type { WrittenEntry } from '#modules/audit/index.ts'
import { cardsOf } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/audit.ts'

const idForm = /^[0-9a-f]{8}-/

/** What an auditor opens by giving a reason: until then she sees a sign that is the same on every line and leads to nobody. */
export const view = { name: 'audit', deed: 'read-audit' } as const

/** Words for everybody who is named by these entries. */
export async function namesIn(app: App, entries: readonly WrittenEntry[], { named, variant }: { named: boolean; variant: Variant }) {
  const ids = [...new Set(entries.flatMap(({ by, about }) => [by, about]).filter((id) => id !== null && idForm.test(id)))].filter((id) => id !== null)
  const cards = named ? await cardsOf(app.db, ids) : []
  const known = new Map(cards.map(({ id, displayName }) => [id as string, variant === 'sr-Cyrl' ? displayName : toLatin(displayName)]))
  return (id: string | null): string => {
    if (id === null) return ''
    if (id === 'terminal') return words.byTerminal(variant)
    if (id === 'program') return words.byProgram(variant)
    if (id === 'visitor') return words.byVisitor(variant)
    return known.get(id) ?? words.pseudonym(variant, { sign: createHash('sha256').update(id).digest('hex').slice(0, 6) })
  }
}
