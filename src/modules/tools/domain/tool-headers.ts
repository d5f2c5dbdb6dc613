/** What goes with a tool wherever it comes from: the server gives it with these headers, and so does a device that keeps it. */

/** Nothing can be sent from here: no connection, no worker, no form, no picture from elsewhere, no frame. */
const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  'img-src data: blob:',
  `font-src 'self'`,
  `connect-src 'none'`,
  `worker-src 'none'`,
  `form-action 'none'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

const ofDocument = {
  'content-type': 'text/html; charset=UTF-8',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}
const mediaTypes = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const

/** For an address below `/t/`: a script or a style of tools, or else a document. */
export function toolHeaders(path: string): Readonly<Record<string, string>> {
  const [, ending] = /^\/t\/-\/.*\.(js|css)$/.exec(path) ?? []
  if (ending === undefined) return ofDocument
  return { 'content-type': mediaTypes[ending === 'css' ? 'css' : 'js'], 'cache-control': 'public, max-age=31536000, immutable' }
}
