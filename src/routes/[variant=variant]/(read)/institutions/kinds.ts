import type { Institution } from '#modules/institutions/index.ts'

/** The kind of an institution as it stands in an address: `instance 1` is `instance-1`. */
export function kindInAddress(code: string): string {
  return code.toLowerCase().replaceAll(' ', '-')
}

/** Institutions by kind, kinds in the order in which the register first names them. */
export function byKind(institutions: readonly Institution[]): { kind: Institution['kind']; institutions: Institution[] }[] {
  const groups = new Map<string, { kind: Institution['kind']; institutions: Institution[] }>()
  for (const institution of institutions) {
    const group = groups.get(institution.kind.code) ?? { kind: institution.kind, institutions: [] }
    group.institutions.push(institution)
    groups.set(institution.kind.code, group)
  }
  return [...groups.values()]
}
