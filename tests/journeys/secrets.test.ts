/** SEC-04, SEC-51: no key of a graded question in any byte before it may be seen. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { QuestionSource } from '@putokaz/manuscript'
import { toLatin } from '@putokaz/serbian'
import type { BrowserContext } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { answerWrongly, questionOf, questions } from '../support/answers.ts'
import { crawl } from '../support/crawl.ts'
import { browserOf, newLearner } from '../support/people.ts'
import { root } from '../support/server.ts'
import { answerAll, handIn, startTest } from '../support/taking-tests.ts'

const graded = [...questions.values()].filter(({ use }) => use === 'graded')

/** What everybody may read: a sentence of it tells no key, though an explanation quotes it. */
const open = readdirSync(join(root, 'centre'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => readFileSync(join(root, 'centre', file), 'utf8'))
  .join('\n')

/** Sentences that are only said once an answer may be seen, in both scripts and in English. */
function toldAfterwards(question: QuestionSource): string[] {
  const told = [question.feedback, ...('options' in question ? question.options.flatMap(({ feedback }) => feedback ?? []) : [])]
  return told.flatMap((text) => Object.values(text)).flatMap((text) => (open.includes(text) ? [] : [text, toLatin(text)]))
}

const canaries = new Map(graded.map((question) => [question.id, toldAfterwards(question)]))

/** Canaries in a body, whatever way its text is written in HTML or JSON. */
function leaksIn(body: string, ids: Iterable<string> = canaries.keys()): string[] {
  const plain = body
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
  return [...ids].filter((id) => canaries.get(id)?.some((text) => plain.includes(text)))
}

/** Every body that a browser gets, with the address it came from. */
function listen(context: BrowserContext): { url: string; body: Promise<string> }[] {
  const bodies: { url: string; body: Promise<string> }[] = []
  context.on('response', (response) => {
    bodies.push({ url: response.url(), body: response.text().catch(() => '') })
  })
  return bodies
}

describe('The key of a graded question', () => {
  it('is known to this test, so that it could find it', () => {
    expect(graded.length).toBeGreaterThan(30)
    for (const texts of canaries.values()) expect(texts.length).toBeGreaterThan(0)
    const [first] = graded
    expect(leaksIn(`x ${JSON.stringify(Object.values(first?.feedback ?? {})[0])} y`)).toEqual([first?.id])
  })

  it('is in no byte of a test before it is handed in, and what explains it is there afterwards', { timeout: 120_000 }, async () => {
    const { session } = await newLearner()
    const context = await browserOf(session)
    const bodies = listen(context)
    const page = await context.newPage()
    const attempt = await startTest(page, '3')
    const asked: string[] = []
    await page.goto(`/sr/attempts/${attempt}?q=all`)
    for (const prefix of ['sr-latn', 'en', 'sr']) await page.goto(`/${prefix}/attempts/${attempt}`)
    await answerAll(page, async (at, id) => {
      asked.push(id)
      await answerWrongly(at, id)
    })
    for (const { url, body } of bodies.splice(0)) expect(leaksIn(await body), url).toEqual([])
    expect(await handIn(page)).toBe('failed')
    const told = await Promise.all(bodies.map(({ body }) => body))
    expect(leaksIn(told.join('\n'), asked).sort()).toEqual(asked.sort())
    expect(leaksIn(told.join('\n')).filter((id) => !asked.includes(id))).toEqual([])
  })

  it('does not show in the marks of an answer: right and wrong ones are saved with the same words', async () => {
    const { session } = await newLearner()
    const { url } = inject('centre')
    const page = await (await browserOf(session)).newPage()
    const attempt = await startTest(page, '1')
    const html = await page.content()
    const ids = [...html.matchAll(/name="item" value="([^"]+)"/g)].map(([, id]) => id ?? '')
    expect(html).not.toMatch(/correct|solution|isRight|"key"/i)
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((chosen, index) =>
        fetch(`${url}/api/v1/attempts/${attempt}/answers`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url, cookie: `session=${session}` },
          body: JSON.stringify({
            id: crypto.randomUUID(),
            item: ids[0],
            sequence: Date.now() + index,
            response: { type: questionOf(ids[0] ?? '').type, chosen },
          }),
        }).then(async (answer) =>
          Object.keys((await answer.json()) as object)
            .sort()
            .join(),
        ),
      ),
    )
    for (const keys of answers) expect(['saved,sequence', 'error', 'error,sequence', 'saved,sequence,sequence']).toContain(keys)
  })

  it.each(['/sr', '/sr-latn', '/en'])('is on no page, script or feed that can be reached from %s without an account', { timeout: 180_000 }, async (start) => {
    for (const { path, body } of await crawl(start)) expect(leaksIn(body), path).toEqual([])
  })

  it('is in no built file that a browser can ask for', () => {
    const folder = join(root, 'build/client')
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (/\.(js|json|css|html|svg|map)$/.test(file)) expect(leaksIn(readFileSync(join(folder, file), 'utf8')), file).toEqual([])
    }
  })

  it('somebody else’s attempt is as if there were none', async () => {
    const [mine, other] = [await newLearner(), await newLearner()]
    const page = await (await browserOf(mine.session)).newPage()
    const attempt = await startTest(page, '2')
    const { url } = inject('centre')
    const ask = (path: string, session: string) => fetch(url + path, { headers: { cookie: `session=${session}` }, redirect: 'manual' })
    const nowhere = '01890000-0000-7000-8000-000000000000'
    for (const part of ['', '/review', '/result']) {
      const [foreign, missing] = [await ask(`/sr/attempts/${attempt}${part}`, other.session), await ask(`/sr/attempts/${nowhere}${part}`, other.session)]
      expect(foreign.status, part).toBe(missing.status)
      expect((await foreign.text()).length).toBe((await missing.text()).length)
    }
  })
})
