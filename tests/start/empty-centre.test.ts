/** A centre without the sample: it explains itself all the same, and holds nothing invented. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 4897, args: ['--empty'] })
})
afterAll(() => server.stop())

describe('A centre that was started empty', () => {
  test.each(['about', 'help', 'privacy', 'accessibility', 'languages'])('has its page /%s in three variants', async (slug) => {
    for (const prefix of ['sr', 'sr-latn', 'en']) {
      const answer = await fetch(`${server.url}/${prefix}/${slug}`)
      expect(answer.status, `${prefix}/${slug}`).toBe(200)
      expect(await answer.text()).toMatch(/<h1[^>]*>[^<]+<\/h1>/)
    }
  })

  test('has no courses and no demo accounts', async () => {
    expect(await (await fetch(`${server.url}/en/courses`)).text()).not.toContain('/courses/C01')
    expect(server.said()).not.toContain('primer.invalid')
  })
})
