import { type Mark, type SheetKind, type SheetReader, sheetKinds, withIds } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import type { Course } from '../domain/course.ts'
import { clocked, type Pack, type Sheet } from '../domain/pack.ts'
import { type Said, sayIn } from '../domain/said.ts'
import { type CitedActs, filesFor, type ShownFiles, type ShownText, textFor } from '../domain/shown-text.ts'
import { packOfCourse } from '../pack-store.ts'
import { announcedCourse, courseByCode } from '../store.ts'
import { citedActs } from './cited-acts.ts'
import { keptView } from './kept-view.ts'

/** A sheet in a list. */
export interface ShownSheet {
  readonly slug: string
  readonly title: Said
  readonly summary?: Said
  readonly kind: SheetKind
  readonly reader: SheetReader
}

export interface ShownItem {
  readonly from: string
  readonly to: string
  readonly minutes: number
  readonly title: Said
  readonly how?: Said
  readonly outcomes: readonly Said[]
  readonly sheet?: ShownSheet
}

export interface ShownDay {
  readonly title: Said
  readonly starts: string
  readonly ends: string
  readonly minutes: number
  readonly agenda: readonly ShownItem[]
}

export interface PackPage {
  readonly course: { readonly code: string; readonly title: Said }
  readonly title: Said
  readonly summary: Said
  readonly minutes: number
  readonly group: Pack['group']
  readonly room: Said
  readonly materials: readonly Said[]
  readonly owner: Said
  readonly checked: string
  readonly nextCheck: string
  readonly sample: boolean
  readonly days: readonly ShownDay[]
  readonly kinds: readonly { readonly kind: SheetKind; readonly sheets: readonly ShownSheet[] }[]
}

/** A sheet with its text. */
export interface WholeSheet extends ShownSheet {
  readonly text: ShownText
  readonly files: ShownFiles
}

export interface SheetPage extends WholeSheet {
  readonly course: PackPage['course']
  readonly pack: { readonly title: Said; readonly sample: boolean }
  readonly acts: CitedActs
  readonly answersFor: { readonly owner: Said; readonly checked: string; readonly nextCheck: string; readonly mark: Mark }
  readonly previous?: ShownSheet
  readonly next?: ShownSheet
}

/** A pack with the text of all its sheets, ids of passages made different by sheet. */
export interface PackPrint extends PackPage {
  readonly sheets: readonly WholeSheet[]
  readonly acts: CitedActs
}

/** The trainer's pack of a course for a reader; null when there is none. */
export function packPage(app: App, code: string, variant: Variant): Promise<PackPage | null> {
  return keptView(app, `pack/${code}/${variant}`, async () => {
    const found = await find(app, code)
    return found && pageOf(found, variant)
  })
}

/** One sheet of it for a reader; null when there is none. */
export function sheetPage(app: App, code: string, slug: string, variant: Variant): Promise<SheetPage | null> {
  return keptView(app, `sheet/${code}/${slug}/${variant}`, async () => {
    const found = await find(app, code)
    const at = found?.pack.sheets.findIndex((one) => one.slug === slug) ?? -1
    const sheet = found?.pack.sheets[at]
    if (!found || !sheet) return null
    const say = sayIn(variant)
    const { course, pack } = found
    const whole = wholeSheet(sheet, variant)
    const { owner, checked, nextCheck, mark } = sheet.source.front
    const [previous, next] = [pack.sheets[at - 1], pack.sheets[at + 1]]
    return {
      ...whole,
      course: { code: course.code, title: say(course.title) },
      pack: { title: say(pack.title), sample: pack.sample },
      acts: await citedActs(app.db, whole.text.blocks, variant),
      answersFor: { owner: say(owner), checked, nextCheck, mark },
      ...(previous && { previous: shownSheet(previous, variant) }),
      ...(next && { next: shownSheet(next, variant) }),
    }
  })
}

/** The whole pack to be printed; null when there is none. */
export function packPrint(app: App, code: string, variant: Variant): Promise<PackPrint | null> {
  return keptView(app, `pack-print/${code}/${variant}`, async () => {
    const found = await find(app, code)
    if (!found) return null
    const sheets = found.pack.sheets.map((sheet) => {
      const whole = wholeSheet(sheet, variant)
      return { ...whole, text: { ...whole.text, blocks: withIds(whole.text.blocks, `${sheet.slug}--`) } }
    })
    const blocks = sheets.flatMap(({ text }) => text.blocks)
    return { ...pageOf(found, variant), sheets, acts: await citedActs(app.db, blocks, variant) }
  })
}

interface Found {
  readonly course: Course
  readonly pack: Pack
}

async function find(app: App, code: string): Promise<Found | null> {
  const course = (await courseByCode(app.db, code)) ?? (await announcedCourse(app.db, code))
  const pack = course && (await packOfCourse(app.db, code))
  return course && pack ? { course, pack } : null
}

function pageOf({ course, pack }: Found, variant: Variant): PackPage {
  const say = sayIn(variant)
  const { minutes, group, checked, nextCheck, sample } = pack
  const sheets = pack.sheets.map((sheet) => shownSheet(sheet, variant))
  const outcomes = new Map(course.outcomes.map(({ id, text }) => [id, say(text)]))
  return {
    ...{ minutes, group, checked, nextCheck, sample },
    course: { code: course.code, title: say(course.title) },
    title: say(pack.title),
    summary: say(pack.summary),
    room: say(pack.room),
    materials: pack.materials.map(say),
    owner: say(pack.owner),
    days: pack.days.map(clocked).map((day) => ({
      ...day,
      title: say(day.title),
      agenda: day.agenda.map(({ how, sheet, ...item }) => {
        const used = sheets.find(({ slug }) => slug === sheet)
        const taught = item.outcomes.flatMap((id) => outcomes.get(id) ?? [])
        return { ...item, title: say(item.title), outcomes: taught, ...(how && { how: say(how) }), ...(used && { sheet: used }) }
      }),
    })),
    kinds: sheetKinds.map((kind) => ({ kind, sheets: sheets.filter((sheet) => sheet.kind === kind) })).filter((group) => group.sheets.length > 0),
  }
}

function shownSheet({ slug, kind, reader, source: { front } }: Sheet, variant: Variant): ShownSheet {
  const say = sayIn(variant)
  return { slug, kind, reader, title: say(front.title), ...(front.summary && { summary: say(front.summary) }) }
}

function wholeSheet(sheet: Sheet, variant: Variant): WholeSheet {
  const text = textFor(sheet, variant)
  return { ...shownSheet(sheet, variant), text, files: filesFor(sheet, text.written) }
}
