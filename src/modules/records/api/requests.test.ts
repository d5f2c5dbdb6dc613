/** The store asked as conformance/xapi says: what the public conformance suites taught, as data. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from '../../../../packages/xapi/test/cases.ts'
import { type StoreClient, storeClient, storeRoutes } from '../../../../tests/support/record-store.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'

interface Request {
  readonly method: string
  readonly path: string
  readonly version?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly status: number
  readonly answered?: Readonly<Record<string, string>>
  readonly shown?: object
  readonly shownText?: string
  readonly shownPattern?: string
}

let app: TestApp
let client: StoreClient
beforeAll(async () => {
  app = await testApp()
  client = await storeClient(app, storeRoutes(app))
})
afterAll(() => app.close())

test.each(cases<{ requests: Request[] }>('requests'))('$case', async ({ requests }) => {
  for (const request of requests) {
    app.pass(10)
    const { method, path, version = '1.0.3', headers = {}, body } = request
    // Whoever asks without a version has no such header at all.
    const asked = { ...headers, ...(version !== null && { 'x-experience-api-version': version }) }
    const answer = await client.ask(path, { method, headers: asked, ...(body !== undefined && { body }), ...(version === null && { unversioned: true }) })
    expectAnswer(request, answer, await answer.text())
  }
})

function expectAnswer({ method, path, status, answered = {}, shown, shownText, shownPattern }: Request, answer: Response, text: string): void {
  const about = `${method} ${path}: ${text}`
  expect(answer.status, about).toBe(status)
  for (const [name, pattern] of Object.entries(answered)) expect(answer.headers.get(name), about).toMatch(new RegExp(pattern))
  if (shown) expect(JSON.parse(text), about).toMatchObject(shown)
  if (shownText !== undefined) expect(text, about).toBe(shownText)
  if (shownPattern !== undefined) expect(text, about).toMatch(new RegExp(shownPattern))
}
