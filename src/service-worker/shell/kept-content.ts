/** What the device has kept, as the shell asks for it. */
import type { KeptCentre, KeptCourse, KeptManual, KeptTool } from '#kept/contract.ts'
import { type KeptRecord, keptContent, openKeptStore } from '#kept/device/kept-record.ts'

export type KeptThing = KeptRecord

export async function keptThings(): Promise<readonly KeptThing[]> {
  return (await openKeptStore()).kept()
}

export async function keptCentre(): Promise<KeptCentre | null> {
  return (await keptContent<KeptCentre>({ kind: 'centre', code: 'centre' })) ?? null
}

export async function keptCourse(code: string): Promise<KeptCourse | null> {
  return (await keptContent<KeptCourse>({ kind: 'course', code })) ?? null
}

export async function keptManual(slug: string): Promise<KeptManual | null> {
  return (await keptContent<KeptManual>({ kind: 'manual', code: slug })) ?? null
}

export async function keptTool(slug: string): Promise<KeptTool | null> {
  return (await keptContent<KeptTool>({ kind: 'tool', code: slug })) ?? null
}
