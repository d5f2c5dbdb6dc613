/** What the device has kept, as the shell asks for it. */

import type { Localized } from '#kernel/localized.ts'
import type { KeptCentre, KeptCourse, KeptKind, KeptManual } from '../../kept/contract.ts'

export interface KeptThing {
  readonly kind: KeptKind
  readonly code: string
  readonly title: Localized
  readonly version: string
}

export async function keptThings(): Promise<readonly KeptThing[]> {
  return []
}
export async function keptCentre(): Promise<KeptCentre | null> {
  return null
}
export async function keptCourse(_code: string): Promise<KeptCourse | null> {
  return null
}
export async function keptManual(_slug: string): Promise<KeptManual | null> {
  return null
}
