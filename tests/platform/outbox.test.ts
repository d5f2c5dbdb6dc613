/** Letters from the fact to the mailbox, over a real mail server (issue 3, §4). */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { askTrialLetter, openAddress, openedLetter, outbox, retryAllLetters, retryLetter, sendDueLetters, withdrawLetter } from '#modules/notices/index.ts'
import { requestReset } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { minute, type PostOffice, postOffice } from '../support/post-office.ts'
import { root } from '../support/server.ts'
import type { TestSmtp } from '../support/smtp.ts'
import type { TestApp } from '../support/test-app.ts'

let office: PostOffice
let base: TestApp
let app: App
let smtp: TestSmtp
let person: PostOffice['person']
let deliver: PostOffice['deliver']
let trial: PostOffice['trial']
let standing: PostOffice['standing']
let lettersTo: PostOffice['lettersTo']

beforeAll(async () => {
  office = await postOffice()
  ;({ base, app, smtp, person, deliver, trial, standing, lettersTo } = office)
})
afterEach(() => office.rest())
afterAll(() => office.close())

describe('A letter', () => {
  test('goes from the fact to the mailbox, once, to one person, in her script, text and HTML alike', async () => {
    const { id, email } = await person('sr-Latn')
    await trial(id)
    await deliver()
    await deliver()
    const [letter, ...more] = lettersTo(email)
    expect(more).toEqual([])
    expect(letter?.to).toEqual([email])
    const parsed = await simpleParser(letter?.raw ?? '')
    expect(parsed.subject).toBe('Probno pismo')
    expect(parsed.text).toContain('Poštovani,')
    expect(parsed.html).toContain('<html lang="sr-Latn" dir="ltr">')
    expect(wordsOf(textIn(String(parsed.html)))).toEqual(wordsOf(`${parsed.subject} ${parsed.text}`))
  })

  test('shows nothing from afar and counts nobody', async () => {
    const { id, email } = await person()
    await trial(id)
    await deliver()
    const html = String((await simpleParser(lettersTo(email)[0]?.raw ?? '')).html)
    expect([...html.matchAll(/\b(?:src|background)\s*=\s*"([^"]*)"/g)].filter(([, at]) => !at?.startsWith('cid:'))).toEqual([])
    expect(html).not.toMatch(/@import|url\(|<script|<table|<form|javascript:/i)
  })

  test('carries its secret, and the outbox keeps only that there was one', async () => {
    const { email } = await person()
    await requestReset(app, { email, address: '10.0.0.9' })
    await deliver()
    const text = (await simpleParser(lettersTo(email)[0]?.raw ?? '')).text ?? ''
    const [, secret = ''] = /key=([\w-]{40,})/.exec(text) ?? []
    expect(secret).not.toBe('')
    const [kept] = (await outbox(app.db, { kind: 'reset' })).letters
    const { said } = (await openedLetter(app.db, kept?.id ?? '')) ?? {}
    expect(said?.text).toContain('/sr/reset?•••')
    const { rows } = await app.db.executeSql(
      'select letter::text as row from letter union all select fact::text from fact union all select data::text from pgboss.job',
    )
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

function textIn(html: string): string {
  const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
  const body = html
    .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<br>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
  return body.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs[sign] ?? sign)
}

/** Which words there are; the hint beside a button and the marks of the text form are form, not content. */
function wordsOf(text: string): string[] {
  const hint = /Ako se dugme ne otvara, prepišite adresu u pregledač:/
  return [
    ...new Set(
      text
        .replace(hint, '')
        .split(/[\s:]+/)
        .filter((word) => word !== '' && word !== '--'),
    ),
  ].sort()
}

describe('Between a server and us', () => {
  test('a passing trouble is tried again after growing pauses, under one name, until it passes', async () => {
    const { id, email } = await person()
    const letter = await trial(id)
    smtp.answer = () => 451
    for (const [tries, wait] of [1, 5, 15].entries()) {
      await deliver()
      expect(await standing(letter)).toEqual({ state: 'waiting', problem: 'smtp-451', tries: tries + 1 })
      base.pass(wait * minute - 1)
      await deliver()
      expect((await standing(letter)).tries).toBe(tries + 1)
      base.pass(1)
    }
    smtp.answer = undefined
    await deliver()
    expect(await standing(letter)).toEqual({ state: 'sent', problem: null, tries: 4 })
    expect((await simpleParser(lettersTo(email)[0]?.raw ?? '')).messageId).toBe(`<${letter}@localhost>`)
  })

  test('after three days a person has to look, and may have it tried again', async () => {
    const { id, email } = await person()
    const letter = await trial(id)
    smtp.answer = () => 421
    for (let hours = 0; hours <= 75; hours++) {
      await deliver()
      base.pass(60 * minute)
    }
    expect(await standing(letter)).toMatchObject({ state: 'failed', problem: 'smtp-421' })
    smtp.answer = undefined
    await deliver()
    expect(lettersTo(email)).toEqual([])
    expect(await retryLetter(app, { by: id, letter })).toEqual({ ok: true, value: null })
    await deliver()
    expect((await standing(letter)).state).toBe('sent')
    expect(await retryLetter(app, { by: id, letter })).toEqual({ ok: false, refusal: 'not-now' })
  })

  test('what is refused for good is parked at once with its reason, and all such can be tried again', async () => {
    const { id } = await person()
    const letter = await trial(id)
    smtp.answer = () => 550
    await deliver()
    expect(await standing(letter)).toEqual({ state: 'parked', problem: 'smtp-550', tries: 1 })
    smtp.answer = undefined
    expect(await retryAllLetters(app, { by: id })).toBe(1)
    await deliver()
    expect((await standing(letter)).state).toBe('sent')
  })

  test('one slow server holds up nobody for ever', async () => {
    const [slow, quick] = [await person(), await person()]
    await trial(slow.id)
    smtp.answer = ({ to }) => (to.includes(slow.email) ? 'silence' : undefined)
    await trial(quick.id)
    await deliver()
    expect(lettersTo(quick.email)).toHaveLength(1)
    expect((await outbox(app.db, { state: 'waiting' })).letters[0]?.problem).toBe('timeout')
  })

  test('a reaction that runs twice writes one letter, and two senders send it once', async () => {
    const { id, email } = await person()
    await trial(id)
    await Promise.all([sendDueLetters(app), sendDueLetters(app), sendDueLetters(app)])
    expect(lettersTo(email)).toHaveLength(1)
  })

  test('a sender killed after the server took the letter sends it again under the same name', async () => {
    const { id, email } = await person()
    const letter = await trial(id)
    const { rows } = await app.db.executeSql('select current_database() as name')
    const connection = { ...inject('postgres'), database: (rows[0] as { name: string }).name }
    const environment = { PUTOKAZ_DATA: app.config.dataFolder, PORT: '3999', SMTP_URL: office.smtpUrl, PUTOKAZ_MAIL_FROM: 'putokaz@primer.rs' }
    const child = spawn(process.execPath, ['tests/support/sending-process.ts'], {
      cwd: root,
      env: { SENDING: JSON.stringify({ connection, at: app.now().getTime(), environment }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    // Killed while the server already has the whole letter and the sender has yet to hear so.
    smtp.answer = async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
      return undefined
    }
    await once(child, 'exit')
    await expect.poll(() => lettersTo(email).length).toBe(1)
    expect((await standing(letter)).state).toBe('sending')
    smtp.answer = undefined
    base.pass(9 * minute)
    await deliver()
    expect(lettersTo(email)).toHaveLength(1)
    base.pass(2 * minute)
    await deliver()
    const names = await Promise.all(lettersTo(email).map(async ({ raw }) => (await simpleParser(raw)).messageId))
    expect(names).toEqual([`<${letter}@localhost>`, `<${letter}@localhost>`])
    expect((await standing(letter)).state).toBe('sent')
  })
})

describe('Never to a wrong or withdrawn person', () => {
  const change = (id: string, set: string) => app.db.executeSql(`update person set ${set} where id = $1`, [id])

  test.each([
    ['whose account was closed', `disabled_at = now()`, 'disabled'],
    ['whose address changed', `email = 'nova' || id::text || '@primer.rs'`, 'address-changed'],
    ['who has no address any more', `email = null`, 'no-address'],
    ['whose address is not confirmed any more', `email_confirmed_at = null`, 'not-confirmed'],
  ])('%s', async (_name, set, reason) => {
    const { id } = await person()
    const letter = await trial(id)
    await change(id, set)
    const before = smtp.received.length
    await deliver()
    expect(await standing(letter)).toMatchObject({ state: 'withdrawn', problem: reason })
    expect(smtp.received).toHaveLength(before)
  })

  test('who is not there any more', async () => {
    const { id } = await person()
    const letter = await trial(id)
    await app.db.executeSql('delete from person where id = $1', [id])
    await deliver()
    expect(await standing(letter)).toMatchObject({ state: 'withdrawn', problem: 'nobody' })
  })

  test('who changed between two tries', async () => {
    const { id, email } = await person()
    const letter = await trial(id)
    smtp.answer = () => 451
    await deliver()
    await change(id, 'disabled_at = now()')
    smtp.answer = undefined
    base.pass(minute)
    await deliver()
    expect((await standing(letter)).state).toBe('withdrawn')
    expect(lettersTo(email)).toEqual([])
  })

  test('when an administrator takes it back, and what was sent cannot be taken back', async () => {
    const { id, email } = await person()
    const letter = await trial(id)
    expect(await withdrawLetter(app, { by: id, letter })).toEqual({ ok: true, value: null })
    await deliver()
    expect(lettersTo(email)).toEqual([])
    const sent = await trial(id)
    await deliver()
    expect(await withdrawLetter(app, { by: id, letter: sent })).toEqual({ ok: false, refusal: 'not-now' })
  })
})

test('an administrator sees masked addresses; opening one is noted', async () => {
  const { id, email } = await person()
  const letter = await trial(id)
  await deliver()
  expect((await openedLetter(app.db, letter))?.to).toBe('m•••@primer.rs')
  expect(await openAddress(app, { by: id, letter })).toEqual({ ok: true, value: email })
  const { rows } = await app.db.executeSql(`select about from audit_entry where deed = 'notices.address-opened'`)
  expect(rows).toEqual([{ about: id }])
})

test('letters are filtered by state, kind and the day in Belgrade, and leafed through', async () => {
  const { id } = await person()
  for (let count = 0; count < 55; count++) await askTrialLetter(app, { by: id })
  await app.jobs.drain(app)
  const first = await outbox(app.db, { state: 'waiting', kind: 'trial' })
  expect(first.letters).toHaveLength(50)
  const second = await outbox(app.db, { state: 'waiting', kind: 'trial', after: first.after })
  expect([second.letters.length, second.after]).toEqual([5, undefined])
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade' }).format(app.now())
  expect((await outbox(app.db, { day, state: 'waiting' })).letters).toHaveLength(50)
  expect((await outbox(app.db, { day: '2020-01-01' })).letters).toEqual([])
})
