import type { Variant } from '#kernel/localized.ts'
import { numberedSettingsNow, sectionNames, sections, writtenSettings } from '#modules/settings/index.ts'
import { address } from '#ui/address.ts'
import { whoMay } from '../enter.ts'
import type { PageServerLoad } from './$types'
import { fieldWords, sectionWords, shownValue } from './shown-settings.ts'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'change-settings')
  const { app, variant, centre } = event.locals
  const written = writtenSettings((await numberedSettingsNow(app)).body)
  return {
    outcome: event.url.searchParams.get('outcome'),
    logo: centre.logo,
    history: address(variant, '/admin/settings/history'),
    sections: sectionNames.map((section) => ({
      section,
      href: address(variant, `/admin/settings/${section}`),
      title: sectionWords[section].title(variant),
      items: sections[section].map((field) => withScript({ term: fieldWords[field](variant), text: shownValue(field, written[field], variant) }, variant)),
    })),
  }
}

/** What was typed in Cyrillic is Serbian, whatever the page is read in. */
function withScript(item: { term: string; text: string }, variant: Variant): { term: string; text: string; lang?: Variant } {
  return variant !== 'sr-Cyrl' && /\p{Script=Cyrillic}/u.test(item.text) ? { ...item, lang: 'sr-Cyrl' } : item
}
