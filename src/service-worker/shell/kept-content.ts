/** What the device has kept, as the shell asks for it. */
import type { Localized } from '#kernel/localized.ts'

export interface KeptThing {
  readonly kind: 'centre' | 'course' | 'manual'
  readonly code: string
  readonly title: Localized
}

export async function keptThings(): Promise<readonly KeptThing[]> {
  return []
}
