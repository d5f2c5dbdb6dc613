import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import * as account from '#texts/generated/account.ts'
import * as words from '#texts/generated/security.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, phone, visitor } from '../support/browser.ts'
import { inDatabase } from '../support/database.ts'
import { lettersOf } from '../support/mail.ts'
import { browserOf, newLearner, postForm } from '../support/people.ts'
import { codeOf } from '../support/second-factor.ts'

const v = 'sr-Cyrl'

/** Each state is looked at on a phone and at a desk. */
async function expectGood(page: Page): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    await expectAccessible(page)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${page.url()} at ${size.width} px`).toBe(true)
  }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** The main part of the page, past the site's own search and menu. */
const main = (page: Page) => page.locator('main')

async function signIn(page: Page, { userName, password }: { userName: string; password: string }): Promise<void> {
  await page.goto('/sr/sign-in')
  await page.getByRole('textbox', { name: account.login(v), exact: true }).fill(userName)
  await page.getByLabel(account.password(v), { exact: true }).fill(password)
  await press(page, account.signIn(v))
}

/** Sets up an app and says its key and the recovery codes. */
async function setUpApp(page: Page, look = expectGood): Promise<{ key: string; codes: string[] }> {
  await page.goto('/sr/me/security')
  await page.getByRole('link', { name: words.appSetUp(v) }).click()
  await look(page)
  await press(page, words.appBegin(v))
  const key = await page.locator('code.secret').innerText()
  await look(page)
  await page.getByLabel(words.appCode(v)).fill('000000')
  await press(page, words.appConfirm(v))
  await page.getByRole('alert').waitFor()
  await look(page)
  await page.getByLabel(words.appCode(v)).fill(codeOf(key))
  await press(page, words.appConfirm(v))
  const codes = await page
    .getByRole('list', { name: words.codesList(v) })
    .locator('code')
    .allInnerTexts()
  await look(page)
  return { key, codes }
}

describe('The guard of one’s own account', () => {
  it('is an app, set up and used without any script', { timeout: 180_000 }, async () => {
    const learner = await newLearner()
    const page = await (await browserOf(learner.session, { javaScriptEnabled: false, expected: ['400'] })).newPage()
    await page.goto('/sr/me/security')
    // Nothing can be measured in a page without scripts; it is the same page as in the next journey.
    const { codes } = await setUpApp(page, async () => {})
    expect(codes).toHaveLength(10)
    await page.getByRole('link', { name: words.codesKept(v) }).click()
    await main(page).getByText(words.appOn(v)).waitFor()
  })

  it('asks for the second step before it opens anything', { timeout: 180_000 }, async () => {
    const learner = await newLearner()
    const { codes } = await setUpApp(await (await browserOf(learner.session, { expected: ['400'] })).newPage())
    const page = await (await visitor({ expected: ['400'] })).newPage()
    await signIn(page, learner)
    await page.waitForURL(/\/sr\/sign-in\/second/)
    await expectGood(page)
    await page.goto('/sr/me')
    expect(new URL(page.url()).pathname).toBe('/sr/sign-in')
    await page.goto('/sr/sign-in/second')
    await page.getByLabel(words.code(v), { exact: true }).fill('AAAA-BBBB-CCCC')
    await press(page, words.stepAction(v))
    await page.getByRole('alert').waitFor()
    await expectGood(page)
    await page.getByLabel(words.code(v), { exact: true }).fill(codes[0] ?? '')
    await press(page, words.stepAction(v))
    await page.waitForURL(/\/sr\/me$/)
  })

  it('changes the password, and ends what was open elsewhere', { timeout: 120_000 }, async () => {
    const learner = await newLearner()
    const elsewhere = await (await visitor()).newPage()
    await signIn(elsewhere, learner)
    await elsewhere.waitForURL(/\/sr\/me$/)
    const page = await (await browserOf(learner.session, { expected: ['400'] })).newPage()
    await page.goto('/sr/me/security/sessions')
    await expectGood(page)
    await page.goto('/sr/me/security/password')
    await expectGood(page)
    const change = async (current: string, wanted: string) => {
      await page.getByLabel(words.passwordCurrent(v)).fill(current)
      await page.getByLabel(words.passwordNew(v)).fill(wanted)
      await press(page, words.passwordSave(v))
    }
    await change(learner.password, 'Beograd2026!')
    await main(page).getByText(account.passwordTooCommon(v)).first().waitFor()
    await expectGood(page)
    await change(learner.password, 'drugi put do sigurnog znanja')
    await main(page).getByText(words.donePassword(v)).waitFor()
    await expectGood(page)
    await elsewhere.goto('/sr/me')
    expect(new URL(elsewhere.url()).pathname).toBe('/sr/sign-in')
  })

  it('shows who is signed in where, and ends one of them', { timeout: 120_000 }, async () => {
    const learner = await newLearner()
    const elsewhere = await (await visitor()).newPage()
    await signIn(elsewhere, learner)
    await elsewhere.waitForURL(/\/sr\/me$/)
    const page = await (await browserOf(learner.session)).newPage()
    await page.goto('/sr/me/security/sessions')
    expect(await page.locator('.sessions li').count()).toBe(2)
    await page
      .getByRole('button', { name: words.sessionEnd(v) })
      .first()
      .click()
    await main(page).getByText(words.doneSession(v)).waitFor()
    await elsewhere.goto('/sr/me')
    expect(new URL(elsewhere.url()).pathname).toBe('/sr/sign-in')
  })

  it('asks again who sits there before it changes anything', { timeout: 120_000 }, async () => {
    const learner = await newLearner()
    await inDatabase(inject('centre').dataFolder, (client) =>
      client.query(`update session set proved_at = now() - interval '11 minutes' where person = (select id from person where login = $1)`, [learner.userName]),
    )
    const page = await (await browserOf(learner.session, { expected: ['400'] })).newPage()
    await page.goto('/sr/me/security/email')
    expect(new URL(page.url()).pathname).toBe('/sr/me/security/confirm')
    await expectGood(page)
    await page.getByLabel(account.password(v), { exact: true }).fill('nije ta lozinka')
    await press(page, words.confirmAction(v))
    await page.getByRole('alert').waitFor()
    await page.getByLabel(account.password(v), { exact: true }).fill(learner.password)
    await press(page, words.confirmAction(v))
    await page.waitForURL(/\/sr\/me\/security\/email$/)
    await expectGood(page)
    await page.getByLabel(words.emailNew(v)).fill(`${learner.userName}@primer.rs`)
    await press(page, words.emailSend(v))
    await main(page).getByText(words.emailSent(v)).waitFor()
    await expectGood(page)
    const link = await linkTo(`${learner.userName}@primer.rs`)
    await page.goto(link)
    await expectGood(page)
    await press(page, words.answerNew(v))
    await main(page).getByText(words.answerChanged(v)).waitFor()
    await expectGood(page)
  })

  it('leads a coordinator without a second step to where she sets one up', { timeout: 120_000 }, async () => {
    const learner = await newLearner()
    await inDatabase(inject('centre').dataFolder, (client) =>
      client.query(`insert into role_grant (person, role) select id, 'coordinator' from person where login = $1`, [learner.userName]),
    )
    const page = await (await browserOf(learner.session, { expected: ['400'] })).newPage()
    await page.goto('/sr/desk/codes')
    expect(new URL(page.url()).pathname).toBe('/sr/me/security')
    await main(page).getByText(words.sleepsSetUp(v)).waitFor()
    await expectGood(page)
    expect((await postForm('/sr/desk/codes', { count: '1' }, learner.session)).status).toBe(303)
    await setUpApp(page)
    await page.goto('/sr/desk/codes')
    expect(new URL(page.url()).pathname).toBe('/sr/desk/codes')
  })
})

async function linkTo(email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const letter = (await lettersOf(inject('centre').dataFolder)).find((one) => one.includes(`To: ${email}`))
    const [link] = /https?:\/\/\S+key=[\w-]+/.exec(letter ?? '') ?? []
    if (link !== undefined) return link
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`No letter with a link came to ${email}.`)
}

/** A device that keeps passkeys and knows its owner by her finger. */
async function withAuthenticator(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return page
}

describe('A passkey', () => {
  it('is added, signs in alone, is the second step after a password, and is removed', { timeout: 180_000 }, async () => {
    const learner = await newLearner()
    const page = await withAuthenticator(await browserOf(learner.session, { expected: ['400'] }))
    await page.goto('/sr/me/security/passkeys')
    await expectGood(page)
    await page.getByLabel(words.passkeyName(v)).fill('Мој рачунар')
    await press(page, words.passkeyAdd(v))
    await page.getByRole('list', { name: words.codesList(v) }).waitFor()
    await expectGood(page)
    await page.goto('/sr/me/security/passkeys')
    await main(page).getByText('Мој рачунар', { exact: true }).waitFor()
    await expectGood(page)

    await page.context().clearCookies()
    await page.goto('/sr/sign-in')
    await page.getByRole('link', { name: words.passkeySignIn(v) }).click()
    await expectGood(page)
    await press(page, words.passkeySignIn(v))
    await page.waitForURL(/\/sr\/me$/)

    await page.context().clearCookies()
    await signIn(page, learner)
    await page.waitForURL(/\/sr\/sign-in\/second/)
    await press(page, words.passkeyUse(v))
    await page.waitForURL(/\/sr\/me$/)

    await page.goto('/sr/me/security/passkeys')
    await press(page, words.passkeyRemove(v, { name: 'Мој рачунар' }))
    await main(page).getByText(words.donePasskeyRemoved(v)).waitFor()
    await page.context().clearCookies()
    await page.goto('/sr/sign-in/passkey')
    await press(page, words.passkeySignIn(v))
    await main(page)
      .getByText(words.passkeyRefused(v))
      .or(main(page).getByText(words.passkeyFailed(v)))
      .first()
      .waitFor()
    await expectGood(page)
  })
})
