/** The security suites have a short form for every `npm test`, and a whole one for `npm run test:security`. */
export const whole = process.env['PUTOKAZ_SECURITY'] === 'whole'

/** How often, or how many: as the catalogue asks in the whole form, fewer in the short one. */
export function times(wholeCount: number, shortCount: number): number {
  return whole ? wholeCount : shortCount
}
