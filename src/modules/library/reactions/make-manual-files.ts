import * as v from 'valibot'
import { variants } from '#kernel/localized.ts'
import type { Reaction } from '#platform/facts.ts'
import { createManualFileMaker } from '../commands/make-manual-file.ts'
import { fileFormats } from '../domain/made-file.ts'

const Published = v.object({ manual: v.string() })

/** Makes the files of a new edition before anybody asks, so that its cover tells their sizes. What was made already is left alone. */
export const makeManualFiles: Reaction = {
  name: 'library.make-manual-files',
  hears: 'library.manual-published',
  slow: true,
  async react(app, body) {
    const { manual: slug } = v.parse(Published, body)
    const maker = createManualFileMaker(app)
    for (const variant of variants) for (const format of fileFormats) await maker.pathOf({ slug, format, variant })
  },
}
