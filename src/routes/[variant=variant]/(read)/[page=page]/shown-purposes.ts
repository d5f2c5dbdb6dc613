import type { Variant } from '#kernel/localized.ts'
import { purposesOf, said } from '#modules/reports/index.ts'
import type { App } from '#platform/app.ts'

export interface ShownPurpose {
  readonly purpose: string
  readonly kinds: string
  readonly basis: string
  readonly kept: string
}

/** Why what is kept of people, in the words of the reader: the register of processing in short. */
export function shownPurposes(app: App, variant: Variant): ShownPurpose[] {
  return purposesOf(app.personalData).map(({ purpose, kinds, basis, keptFor }) => ({
    purpose: said('purpose', purpose, variant),
    kinds: kinds.map((kind) => said('kind', kind, variant)).join(', '),
    basis: basis.map((one) => said('basis', one, variant)).join(', '),
    kept: keptFor.map((term) => said('kept', term, variant)).join('; '),
  }))
}
