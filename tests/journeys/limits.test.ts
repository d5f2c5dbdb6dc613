import { describe, expect, inject, it } from 'vitest'
import * as words from '#texts/generated/learning.ts'
import { answerRightly } from '../support/answers.ts'
import { expectAccessible } from '../support/axe.ts'
import { inDatabase } from '../support/database.ts'
import { browserOf, newLearner, postForm } from '../support/people.ts'
import { handIn, questionsOn, startTest } from '../support/taking-tests.ts'

const v = 'sr-Cyrl'

function endIn(attempt: string, seconds: number): Promise<unknown> {
  return inDatabase(inject('centre').dataFolder, (client) =>
    client.query(`update attempt set due_at = now() + make_interval(secs => $2) where id = $1`, [attempt, seconds]),
  )
}

describe('The time of a test', () => {
  it('is kept by the server: when it is over, what was saved is handed in and nothing more is taken', async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session, { expected: ['409'] })).newPage()
    const attempt = await startTest(page, 'final')
    const [id = ''] = await questionsOn(page)
    await answerRightly(page, id)
    // An answer of several parts is saved with each of them.
    await page.waitForLoadState('networkidle')
    await page
      .locator('[data-saved-state]')
      .filter({ hasText: words.saved(v) })
      .waitFor()
    await endIn(attempt, -60)
    const { url } = inject('centre')
    const late = await fetch(`${url}/api/v1/attempts/${attempt}/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie: `session=${session}` },
      body: JSON.stringify({ id: crypto.randomUUID(), item: id, sequence: Date.now() + 1000, response: null }),
    })
    expect(late.status).toBe(409)
    await page.reload()
    expect(new URL(page.url()).pathname).toBe(`/sr/attempts/${attempt}/result`)
    expect(await page.locator('.items li.right').count()).toBe(1)
  })

  it('runs in sight, warns, can be hidden, and leads to the result by itself', { timeout: 90_000 }, async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session)).newPage()
    const attempt = await startTest(page, 'final')
    await page.getByText(words.timeLeft(v)).waitFor()
    await expectAccessible(page)
    await page.locator('[data-time-left] summary').click()
    expect(await page.locator('[data-left]').isVisible()).toBe(false)
    await endIn(attempt, 6)
    await page.reload()
    expect(await page.locator('[data-left]').isVisible()).toBe(false)
    await page
      .locator('[data-time-warning]')
      .filter({ hasText: words.timeOver(v) })
      .waitFor({ timeout: 20_000 })
    await page.waitForURL((url) => url.pathname === `/sr/attempts/${attempt}/result`, { timeout: 40_000 })
  })
})

describe('The attempts at a test', () => {
  it('come to an end, which is said before and after, and no request begins another', { timeout: 90_000 }, async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session)).newPage()
    for (let used = 0; used < 3; used++) {
      const attempt = await startTest(page, 'final')
      await page.goto(`/sr/attempts/${attempt}/review`)
      expect(await handIn(page)).toBe('failed')
    }
    await page.goto('/sr/courses/C01/tests/final')
    expect(await page.locator('main').innerText()).toContain(words.noAttemptsTitle(v))
    expect(await page.locator('main form[method=post]').count()).toBe(0)
    await expectAccessible(page)
    const forced = await postForm('/sr/courses/C01/tests/final', { attempt: '' }, session)
    expect(forced.status).toBe(409)
  })

  it('begin once, however often the button is pressed', async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session)).newPage()
    await page.goto('/sr/courses/C01/tests/2')
    const attempt = await page.inputValue('main [name=attempt]')
    const answers = await Promise.all(Array.from({ length: 5 }, () => postForm('/sr/courses/C01/tests/2', { attempt }, session)))
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
    await page.reload()
    expect(await page.locator('main').innerText()).toContain(words.ruleAttemptsLeft(v, { left: 4, all: 5 }))
  })
})
