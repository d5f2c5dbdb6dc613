import { buffer } from 'node:stream/consumers'
import { accentPalette, type CentreSettings } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import type { Letter } from '#platform/mail.ts'
import type { Dress } from '../form/html.ts'

const logo = 'logo'

/** The centre's colours and logo for a letter; the logo travels inside it. */
export async function letterDress(app: App, settings: CentreSettings): Promise<Dress & { picture: Letter['picture'] }> {
  const { light, dark } = accentPalette(settings.accent)
  const bytes = settings.logo === null ? undefined : await buffer(app.blobs.read(settings.logo))
  return {
    accent: light.house,
    accentInDark: dark.house,
    logo: bytes && logo,
    picture: bytes && { cid: logo, name: 'logo.png', mediaType: 'image/png', bytes },
  }
}
