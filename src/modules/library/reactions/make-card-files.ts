import * as v from 'valibot'
import { variants } from '#kernel/localized.ts'
import type { Reaction } from '#platform/facts.ts'
import { createCardFileMaker } from '../commands/make-card-file.ts'

const Published = v.object({ area: v.string() })

/** Makes the files of a new card before anybody asks. What was made already is left alone. */
export const makeCardFiles: Reaction = {
  name: 'library.make-card-files',
  hears: 'library.card-published',
  slow: true,
  async react(app, body) {
    const { area } = v.parse(Published, body)
    const maker = createCardFileMaker(app)
    for (const variant of variants) await maker.pathOf(area, variant)
  },
}
