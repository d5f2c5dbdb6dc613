import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escaped, type Feed, rss } from './feed.ts'

const feed: Feed = {
  title: 'Путоказ – Вести',
  description: 'Вести',
  address: 'https://putokaz.test/sr/news',
  self: 'https://putokaz.test/sr/news/rss.xml',
  language: 'sr-Cyrl',
  items: [
    { title: 'Први курс & „други“', summary: 'а < б', address: 'https://putokaz.test/sr/news/a', date: '2026-11-20', mark: 'Пример – измишљено' },
    { title: 'Стварна вест', summary: 'Без ознаке', address: 'https://putokaz.test/sr/news/b', date: '2026-11-12' },
  ],
}

const items = (xml: string) => [...xml.matchAll(/<item>([\s\S]*?)<\/item>/g)].map(([, inner]) => inner ?? '')

test('the channel carries what RSS 2.0 demands and a link to itself', () => {
  const channel = rss(feed).replaceAll(/<item>[\s\S]*?<\/item>/g, '')
  for (const name of ['title', 'link', 'description', 'language', 'lastBuildDate']) expect(channel.match(new RegExp(`<${name}>`, 'g'))).toHaveLength(1)
  expect(channel).toContain('<atom:link href="https://putokaz.test/sr/news/rss.xml" rel="self" type="application/rss+xml"/>')
  expect(channel).toContain('<lastBuildDate>Fri, 20 Nov 2026 00:00:00 GMT</lastBuildDate>')
})

test('what is invented says so in title, description and category; what is real does not', () => {
  const [invented, real] = items(rss(feed))
  expect(invented).toContain('<title>Пример – измишљено: Први курс &amp; „други“</title>')
  expect(invented).toContain('<description>Пример – измишљено: а &lt; б</description>')
  expect(invented).toContain('<category>Пример – измишљено</category>')
  expect(real).not.toContain('измишљено')
})

test('every item has its own lasting address', () => {
  for (const [order, item] of items(rss(feed)).entries()) {
    expect(item).toContain(`<guid>${feed.items[order]?.address}</guid>`)
    expect(item).toMatch(/<pubDate>[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} 00:00:00 GMT<\/pubDate>/)
  }
})

test('no text can break the document', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (codes) => {
      const safe = escaped(String.fromCharCode(...codes))
      expect(safe).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;)/)
      expect(safe.replaceAll(/[\t\n\r]/g, '')).not.toMatch(/[\p{Control}--[\u007F-\u009F]]|\p{Surrogate}|[\uFFFE\uFFFF]/v)
    }),
  )
})

test('an empty feed is a feed without a last day', () => {
  const xml = rss({ ...feed, items: [] })
  expect(xml).not.toContain('<item>')
  expect(xml).not.toContain('lastBuildDate')
})
