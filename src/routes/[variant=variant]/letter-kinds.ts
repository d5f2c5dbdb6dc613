import type { Variant } from '#kernel/localized.ts'
import { letterKinds } from '#modules/notices/index.ts'

/** What a kind of letter is called; one of an older program keeps its bare name. */
export function kindWord(kind: string, variant: Variant): string {
  return letterKinds.find((one) => one.kind === kind)?.title(variant) ?? kind
}
