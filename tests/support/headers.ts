/** The headers that every answer carries, whatever it is (SEC-62). */

const wanted: Record<string, RegExp> = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^(strict-origin-when-cross-origin|same-origin|no-referrer)$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^(same-origin|same-site)$/,
  'permissions-policy': /camera=\(\)/,
}

/** What is wrong with the headers of an answer. */
export function faultsOfHeaders(headers: Headers, status: number): string[] {
  const faults = Object.entries(wanted).flatMap(([name, pattern]) => (pattern.test(headers.get(name) ?? '') ? [] : [`${name}: ${headers.get(name)}`]))
  const policy = headers.get('content-security-policy') ?? ''
  const directive = (name: string) => new RegExp(`(?:^|;)\\s*${name} ([^;]*)`).exec(policy)?.[1]?.trim()
  const scripts = directive('script-src') ?? directive('default-src')
  if (directive('default-src') !== `'none'`) faults.push(`default-src: ${directive('default-src')}`)
  if (scripts === undefined || /unsafe-(inline|eval)|\*|https?:|data:|blob:/.test(scripts)) faults.push(`script-src: ${scripts}`)
  if (directive('frame-ancestors') !== `'none'`) faults.push(`frame-ancestors: ${directive('frame-ancestors')}`)
  if (!policy.includes('sandbox') && directive('base-uri') !== `'none'`) faults.push(`base-uri: ${directive('base-uri')}`)
  if (/express|kit|node|php/i.test(`${headers.get('x-powered-by') ?? ''}${headers.get('server') ?? ''}`)) faults.push('tells what it is made with')
  if (status !== 304 && !headers.has('cache-control') && (headers.get('content-type') ?? '').startsWith('text/html')) faults.push('no cache-control')
  return faults
}
