import { fold } from './fold.ts'

/** A piece of address in plain Latin letters: „Жртве трговине људима“ → `zrtve-trgovine-ljudima`. */
export const slug = (text: string): string =>
  fold(text)
    .replace(/['"]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
