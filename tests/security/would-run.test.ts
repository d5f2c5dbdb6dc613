/** The eyes of SEC-10 and SEC-12: what would run is found, and what is written as text is not. */
import { expect, test } from 'vitest'
import { payloads, polyglots } from './payloads.ts'
import { wouldRun } from './would-run.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const pageOf = (text: string, value = text) =>
  `<title>${text}</title><p>${text}</p><a href="/x" title="${value}">x</a><input value="${value}"><script>y("x")</script>`

test('there are a hundred and twenty payloads', () => {
  expect([payloads.length, new Set(payloads).size]).toEqual([120, 120])
})

test.each([...payloads, ...polyglots])('written as text it is text: %s', (payload) => {
  expect(wouldRun(pageOf(escaped(payload)))).toEqual([])
})

test('written as it is, it is found, in text or in an attribute; what only some places run is found there', () => {
  const missed = payloads.filter((payload) => wouldRun(pageOf(payload)).length === 0)
  const elsewhere = missed.filter((payload) => wouldRun(`<a href="${payload}">x</a><a title='${payload}' x=${payload}>`).length === 0)
  expect(missed.length).toBeLessThan(40)
  // What is no markup at all: other languages, encodings, tables.
  expect(elsewhere.length).toBeLessThan(25)
  for (const polyglot of polyglots) expect(wouldRun(pageOf(polyglot))).not.toEqual([])
})

test.each([
  '<input value=""><script>window.__xss=1</script>">',
  `<input value=''><img src=x onerror=window.__xss=1>'>`,
  '<a href="javascript:window.__xss=1">',
  '<a href=" java&Tab;script:window.__xss=1">',
  '<a href="&#106;avascript:window.__xss=1">',
  '<script>const a = "b";window.__xss=1//"</script>',
  '<iframe srcdoc="<script>parent.__xss=1</script>">',
  '<p style="background:url(//evil.example/__xss)">',
])('found: %s', (html) => {
  expect(wouldRun(html)).not.toEqual([])
})

test.each([
  '<script>kit({"a":"</x>window.__xss=1\\""})</script>',
  '<!-- <img onerror=window.__xss=1> -->',
  '<textarea><img onerror=window.__xss=1></textarea>',
])('not found: %s', (html) => {
  expect(wouldRun(html)).toEqual([])
})
