import type { Variant } from '#kernel/localized.ts'
import { type RegisterEntry, registerOf, said } from '#modules/reports/index.ts'
import type { App } from '#platform/app.ts'

export interface ShownEntry {
  readonly table: string
  readonly name: string
  readonly module: string
  readonly purpose: string
  readonly basis: string
  readonly kept: string
  readonly kinds: string
  readonly columns: readonly { readonly name: string; readonly kind: string }[]
  readonly isAboutPeople: boolean
}

/** The register in the words of its reader. */
export function shownRegister(app: App, variant: Variant): ShownEntry[] {
  return registerOf(app.personalData).map((entry) => shown(entry, variant))
}

function shown({ table, module, purpose, basis, keptFor, kinds, columns }: RegisterEntry, variant: Variant): ShownEntry {
  return {
    table,
    name: said('table', table, variant),
    module,
    purpose: said('purpose', purpose, variant),
    basis: said('basis', basis, variant),
    kept: said('kept', keptFor, variant),
    kinds: kinds.map((kind) => said('kind', kind, variant)).join(', '),
    columns: Object.entries(columns).map(([name, kind]) => ({ name, kind: said('kind', kind, variant) })),
    isAboutPeople: kinds.length > 0,
  }
}
