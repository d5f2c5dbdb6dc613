import type { App } from '#platform/app.ts'
import { accentPalette, type Palette } from '../domain/accent.ts'
import { numberedSettingsNow } from './settings-now.ts'

export interface SettingsStyle {
  readonly number: number
  readonly css: string
}

/** The colours of the settings as tokens. They lie in no layer, and so before those of `tokens.css`, whichever comes first. */
export async function settingsCss(app: App): Promise<SettingsStyle> {
  const { number, body } = await numberedSettingsNow(app)
  if (body.accent === null) return { number, css: '' }
  const { light, dark } = accentPalette(body.accent)
  const rules = [`:root{${tokens(light)}}`, `@media (prefers-color-scheme:dark){:root{${tokens(dark)}}}`, '@media print{:root{--house:#000000}}']
  // Those who choose their own colours keep them.
  return { number, css: `@media (forced-colors:none){${rules.join('')}}` }
}

function tokens(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')
}
