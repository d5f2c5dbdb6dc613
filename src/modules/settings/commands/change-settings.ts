import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { publishFile } from '#platform/http/files.ts'
import { acceptPicture, type PictureLimits, type PictureRefusal, type UploadedBytes } from '#platform/uploads/index.ts'
import type { CentreSettings } from '../domain/centre-settings.ts'
import type { Section } from '../domain/sections.ts'
import { differences } from '../domain/written-settings.ts'
import { firstSettings } from '../first-settings.ts'
import { addSettings, type NumberedSettings, presentSettings, settingsNumbered } from '../store.ts'
import { type FieldProblem, readSection, type Typed } from './read-section.ts'

/** The number of the state that the administrator saw: another's change in between is never undone unseen. */
interface Seen {
  readonly by: PersonId
  readonly number: number
}

/** The number of the state that is now; the same as before when nothing differed. */
export interface Changed {
  readonly number: number
}

/** Saves one section as it was typed. */
export function changeSettings(
  app: App,
  given: Seen & { readonly section: Section; readonly typed: Typed },
): Promise<Result<Changed, 'changed-meanwhile' | readonly FieldProblem[]>> {
  return app.db.transact(async (tx) => {
    const now = await presentSettings(tx)
    const read = readSection(given.section, given.typed, now.body)
    if (!read.ok) return read
    return next(app, tx, { ...given, now, body: read.value, deed: 'settings.changed', detail: { section: given.section } })
  })
}

/** What a logo may be when it is sent, and how large the one is that is made of it. */
const logoLimits: PictureLimits = { maxBytes: 900_000, maxPixels: 16_000_000, maxSide: 512, asPng: true }

/** Where the logo is served from. */
export function logoFile(hash: string) {
  return { hash, name: 'logo.png' }
}

/** Sets the logo to a picture that somebody sent, made anew, or takes it away. */
export async function changeLogo(
  app: App,
  given: Seen & { readonly picture: UploadedBytes | null },
): Promise<Result<Changed, 'changed-meanwhile' | PictureRefusal>> {
  const accepted = given.picture === null ? undefined : await acceptPicture(app, given.picture, logoLimits)
  if (accepted && !accepted.ok) return accepted
  return app.db.transact(async (tx) => {
    const now = await presentSettings(tx)
    const logo = accepted?.value ?? null
    if (logo) await publishFile(tx, { ...logoFile(logo.hash), mediaType: logo.mediaType, size: logo.size, uploaded: true })
    return next(app, tx, { ...given, now, body: { ...now.body, logo: logo?.hash ?? null }, deed: 'settings.changed', detail: { section: 'logo' } })
  })
}

/** Makes an earlier state the present one, as a new one: what was undone stays in the history. */
export function restoreSettings(app: App, given: Seen & { readonly earlier: number }): Promise<Result<Changed, 'changed-meanwhile' | 'no-such-state'>> {
  return app.db.transact(async (tx) => {
    const now = await presentSettings(tx)
    const earlier = given.earlier === 0 ? firstSettings : await settingsNumbered(tx, given.earlier)
    if (!earlier) return refuse('no-such-state')
    return next(app, tx, { ...given, now, body: earlier, deed: 'settings.restored', detail: { earlier: given.earlier } })
  })
}

interface Step extends Seen {
  readonly now: NumberedSettings
  readonly body: CentreSettings
  readonly deed: string
  readonly detail: Readonly<Record<string, string | number>>
}

async function next(app: App, tx: Tx, { by, number, now, body, deed, detail }: Step): Promise<Result<Changed, 'changed-meanwhile'>> {
  if (now.number !== number) return refuse('changed-meanwhile')
  if (differences(now.body, body).length === 0) return done({ number })
  const fresh = number + 1
  if (!(await addSettings(tx, { number: fresh, body, changed_by: by, changed_at: app.now() }))) return refuse('changed-meanwhile')
  await contentChanged(tx)
  await noteDeed(app, tx, { deed, by, on: `settings:${fresh}`, detail })
  return done({ number: fresh })
}
