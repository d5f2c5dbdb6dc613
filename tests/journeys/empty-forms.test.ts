/** A form that was sent empty is refused in the reader's language and at the field, by the house and not by the browser. */
import { expect, it } from 'vitest'
import * as words from '#texts/generated/ui.ts'
import { visit } from '../support/browser.ts'
import { browserOf, newLearner, sessionOf } from '../support/people.ts'

const expected = ['400']
const admin = async () => browserOf(await sessionOf('admin'), { expected })
const learner = async () => browserOf((await newLearner()).session, { expected })

const asVisitor = ['/register', '/with-code', '/sign-in', '/forgotten']
const asLearner = ['/me/name', '/me/security/password', '/me/security/email', '/me/privacy']
const asAdmin = [
  '/admin/people/invite',
  '/admin/people/import',
  '/admin/institutions/entries/institution/new',
  '/admin/institutions/people',
  '/admin/institutions/focal-points',
  '/admin/institutions/tables',
  '/admin/settings/name',
  '/admin/settings/mail',
  '/admin/privacy/requests',
  '/desk/codes',
]

it.each([
  ...asVisitor.map((path) => [path, async (at: string) => visit(at, { expected })] as const),
  ...asLearner.map((path) => [path, async (at: string) => open(await learner(), at)] as const),
  ...asAdmin.map((path) => [path, async (at: string) => open(await admin(), at)] as const),
])('%s, sent empty, says in Serbian what is missing, in a summary and at the field', async (path, visited) => {
  const page = await visited(`/sr${path}`)
  const form = page.locator('main form.form').last()
  for (const field of await form
    .locator('input:is([type=text], [type=email], [type=password], [type=number], [type=date], [type=tel], :not([type])), textarea')
    .all())
    if (await field.isVisible()) await field.fill('')
  await form.locator('button:not([type=button])').last().click()
  const summary = page.locator('.error-summary')
  await summary.waitFor()
  expect(await page.title()).toMatch(new RegExp(`^${words.faultWord('sr-Cyrl')} `))
  expect(await summary.innerText()).toMatch(/\p{Script=Cyrillic}{3}/u)
  expect(await summary.locator('a').count()).toBeGreaterThan(0)
})

async function open(context: Awaited<ReturnType<typeof browserOf>>, path: string) {
  const page = await context.newPage()
  await page.goto(path)
  return page
}
