import { toLatin } from '@putokaz/serbian'
import { choose, type Variant } from '#kernel/localized.ts'
import { logoFile, numberedSettingsNow } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import { fileAddress } from '#platform/http/files.ts'
import type { Centre } from '#ui/reader.ts'

/** The centre as this reader sees it; worked out once for each state of the settings and variant. */
export async function shownCentre(app: App, variant: Variant): Promise<Centre> {
  const { number, body } = await numberedSettingsNow(app)
  return app.memo.get(`centre ${number} ${variant}`, () => ({
    name: choose(body.name, variant, toLatin).text,
    logo: body.logo === null ? null : fileAddress(app.config, logoFile(body.logo)),
    style: body.accent === null ? null : `/settings.css?v=${number}`,
    variants: body.variants,
  }))
}
