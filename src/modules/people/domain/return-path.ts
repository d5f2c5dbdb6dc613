/** Where to bring a person back to: a path of this very site, else nothing. */
export function returnPath(text: string | null | undefined): string | undefined {
  if (!text || text.length > 500 || !/^\/(sr|sr-latn|en)(\/|\?|$)/.test(text)) return undefined
  return /[\\\p{Cc}]|\/\//u.test(text) ? undefined : text
}
