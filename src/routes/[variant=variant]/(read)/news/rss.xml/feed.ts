/** One news item as a feed reader gets it; addresses are whole. */
export interface FeedItem {
  readonly title: string
  readonly summary: string
  readonly address: string
  /** `YYYY-MM-DD` */
  readonly date: string
  /** Said before everything else where the news is invented. */
  readonly mark?: string
}

export interface Feed {
  readonly title: string
  readonly description: string
  /** Of the page that shows the same, and of the feed itself. */
  readonly address: string
  readonly self: string
  readonly language: string
  readonly items: readonly FeedItem[]
}

/** A feed as RSS 2.0, with the link to itself that the RSS Advisory Board's profile recommends. */
export function rss({ title, description, address, self, language, items }: Feed): string {
  const newest = items
    .map(({ date }) => date)
    .sort()
    .at(-1)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    '<channel>',
    element('title', title),
    element('link', address),
    element('description', description),
    element('language', language),
    `<atom:link href="${escaped(self)}" rel="self" type="application/rss+xml"/>`,
    ...(newest === undefined ? [] : [element('lastBuildDate', moment(newest))]),
    ...items.map(item),
    '</channel>',
    '</rss>',
  ]
  return `${lines.join('\n')}\n`
}

function item({ title, summary, address, date, mark }: FeedItem): string {
  const said = (text: string) => (mark === undefined ? text : `${mark}: ${text}`)
  const lines = [
    '<item>',
    element('title', said(title)),
    element('link', address),
    element('guid', address),
    element('pubDate', moment(date)),
    element('description', said(summary)),
    ...(mark === undefined ? [] : [element('category', mark)]),
    '</item>',
  ]
  return lines.join('\n')
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text inside an XML document; characters that XML 1.0 §2.2 does not allow are left out. */
export function escaped(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}

/** The beginning of a day in the form of RFC 822, which RSS 2.0 asks for. */
function moment(date: string): string {
  return new Date(`${date}T00:00:00Z`).toUTCString()
}
