/** Follows the links of the centre as a visitor could, and keeps every answer. */
import { inject } from 'vitest'

export interface Answer {
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly from: string
}

/** Every page, style, script, font and picture of one variant that can be reached by links from a place. */
export async function crawl(start: string, session?: string): Promise<Answer[]> {
  const { url } = inject('centre')
  const [prefix = ''] = /^\/[a-z-]+/.exec(start) ?? []
  const seen = new Map<string, string>([[start, '']])
  const answers: Answer[] = []
  const work = [...seen.keys()]
  for (let path = work.shift(); path !== undefined; path = work.shift()) {
    const answer = await fetch(url + path, { redirect: 'manual', headers: session === undefined ? {} : { cookie: `session=${session}` } })
    const body = await answer.text()
    answers.push({ path, status: answer.status, headers: answer.headers, body, from: seen.get(path) ?? '' })
    for (const link of linksOf(body, answer, url + path)) {
      const next = link.pathname + link.search
      const mine = link.origin === url && (next.startsWith(`${prefix}/`) || !/^\/(sr|sr-latn|en|verify)(\/|\?|$)/.test(next))
      if (!mine || seen.has(next)) continue
      seen.set(next, path)
      work.push(next)
    }
  }
  return answers
}

function linksOf(body: string, answer: Response, at: string): URL[] {
  const location = answer.headers.get('location')
  if (location !== null) return [new URL(location, at)]
  if (!/html|css/.test(answer.headers.get('content-type') ?? '')) return []
  const found = [...body.matchAll(/(?:(?<![\w-])(?:href|src|action)="([^"]+)"|url\(["']?([^"')]+))/g)]
  return found.flatMap(([, quoted, styled]) => {
    const text = (quoted ?? styled ?? '').replaceAll('&amp;', '&')
    return /^(data|mailto|tel):/.test(text) ? [] : [new URL(text, at)]
  })
}
