import type { BrokenRule, Version } from './types.ts'

/** The edition a request asks for by its X-Experience-API-Version header, or the rule it breaks. */
export function versionOf(header: string | undefined): Version | BrokenRule {
  // xAPI 1.0.3, Communication 3.3: a header of "1.0" is taken as "1.0.0"; anything that begins with "1.0." is accepted.
  if (header !== undefined && /^1\.0(\.\d{1,9})?$/.test(header)) return '1.0.3'
  // IEEE 9274.1.1, 4.1.3: the same for 2.0.
  if (header !== undefined && /^2\.0(\.\d{1,9})?$/.test(header)) return '2.0.0'
  const rule = header === undefined ? 'the header is required' : `1.0.x and 2.0.x are spoken here, not ${JSON.stringify(header.slice(0, 40))}`
  return { path: 'X-Experience-API-Version', rule: `Communication 3.3: ${rule}` }
}
