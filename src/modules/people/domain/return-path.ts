/** Where to bring a person back to: a path of this very site, else nothing. */
export function returnPath(text: string | null | undefined): string | undefined {
  if (!text || text.length > 500 || !/^\/(sr|sr-latn|en)(\/|\?|$)/.test(text)) return undefined
  return /[\\\u0000-\u001f\u007f]|\/\//.test(text) ? undefined : text
}
