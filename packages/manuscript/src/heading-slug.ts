import { slug } from '@putokaz/serbian'

/** Id of a heading, made from its words. It is always an XML name and never looks like a derived `p-1`. */
export function headingSlug(text: string): string {
  const words = slug(text)
  return /^[a-z]/.test(words) && !/^p-\d/.test(words) ? words : `h-${words}`.replace(/-$/, '')
}
