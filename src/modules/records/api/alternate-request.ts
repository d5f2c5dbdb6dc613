/** The Alternate Request Syntax of xAPI 1.0.3, Communication 1.3: a form that says what the request would be. */
import type { BrokenRule } from '@putokaz/xapi'

/** Communication 1.3: form fields that are headers. */
const headerNames = ['authorization', 'x-experience-api-version', 'content-type', 'content-length', 'if-match', 'if-none-match']
const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']

export function isAlternate(request: Request): boolean {
  return new URL(request.url).searchParams.has('method')
}

/** The request that the form stands for. */
export async function plainRequest(request: Request): Promise<Request | BrokenRule> {
  const url = new URL(request.url)
  const method = url.searchParams.get('method') ?? ''
  const unfit = unfitBy(request, url, method)
  if (unfit !== undefined) return rule(unfit)
  const form = new URLSearchParams(await request.text())
  if (form.has('method')) return rule('method stands in the address, not in the form')
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/json')
  url.search = ''
  for (const [name, value] of form) {
    if (headerNames.includes(name.toLowerCase())) headers.set(name, value)
    else if (name !== 'content') url.searchParams.append(name, value)
  }
  headers.delete('content-length')
  const content = form.get('content')
  const carries = method === 'PUT' || method === 'POST'
  if (carries && content === null) return rule('the content stands in the field "content"')
  return new Request(url, { method, headers, ...(carries && { body: content }) })
}

function unfitBy(request: Request, url: URL, method: string): string | undefined {
  if (request.method !== 'POST') return 'the alternate syntax is always a POST'
  if (!methods.includes(method)) return 'method is GET, HEAD, PUT, POST or DELETE'
  if ([...url.searchParams.keys()].length !== 1) return 'method is the only parameter of the address'
  return /^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '') ? undefined : 'the body is a form'
}

function rule(text: string): BrokenRule {
  return { path: 'method', rule: `Communication 1.3: ${text}` }
}
