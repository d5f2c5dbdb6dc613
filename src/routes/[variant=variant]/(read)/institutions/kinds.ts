import type { Institution, Term } from '#modules/institutions/index.ts'

/** The kind of an institution as it stands in an address: `instance 1` is `instance-1`. */
export function kindInAddress(code: string): string {
  return code.toLowerCase().replaceAll(' ', '-')
}

export interface KindGroup {
  readonly kind: Term
  readonly institutions: readonly Institution[]
}

/** Institutions by kind, kinds in the order in which the register first names them. */
export function byKind(institutions: readonly Institution[], kinds: readonly Term[]): KindGroup[] {
  const groups = Map.groupBy(institutions, ({ kind }) => kind)
  return [...groups].map(([code, own]) => ({ kind: kinds.find((kind) => kind.code === code) ?? { code, name: { en: code } }, institutions: own }))
}

export interface TreeLine {
  readonly institution: Institution
  readonly parts: readonly TreeLine[]
}

/** Who is part of whom: bodies that others are part of, with all that is below them. */
export function treeOf(institutions: readonly Institution[], parent?: string): TreeLine[] {
  const known = new Set(institutions.map(({ code }) => code))
  const above = ({ parent: own }: Institution) => (own !== undefined && known.has(own) ? own : undefined)
  return institutions.filter((one) => above(one) === parent).map((institution) => ({ institution, parts: treeOf(institutions, institution.code) }))
}
