/** Those who keep the centre running: what waits, jobs, storage, health, content, and the audit log as administrator and auditor. */
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import * as words from '#texts/generated/admin.ts'
import * as audit from '#texts/generated/audit.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, phone } from '../support/browser.ts'
import { inDatabase } from '../support/database.ts'
import { browserOf, postForm, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const v = 'sr-Cyrl'
const places = ['', '/audit', '/content', '/health', '/jobs', '/storage'] as const

async function adminPage(): Promise<Page> {
  return (await browserOf(await sessionOf('admin'), { javaScriptEnabled: true })).newPage()
}

/** Looks at a page as it is now, narrow and wide. */
async function expectWell(page: Page): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    await expectShape(page, 'sr')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
}

const query = <Row>(text: string, values: unknown[] = []) =>
  inDatabase(inject('centre').dataFolder, async (client) => (await client.query(text, values)).rows as Row[])

async function parkJobs(count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await query(
      `insert into pgboss.job (name, data, state, retry_count, retry_limit, completed_on, output)
       values ('reaction', $1, 'failed', 8, 8, now(), '{"error": "the shelf is empty"}')`,
      [{ reaction: 'journey.stumble', body: { thing: `thing-${index}` } }],
    )
}

describe('Who may do nothing there', () => {
  it.each(places)('meets what she would meet at an address at which there is nothing: /admin%s', async (place) => {
    const session = await sessionOf('learner')
    const { url } = inject('centre')
    const ask = async (path: string) => {
      const answer = await fetch(url + path, { headers: { cookie: `session=${session}`, accept: 'text/html' } })
      return { status: answer.status, body: (await answer.text()).replaceAll('/adminx', '/admin').replaceAll(/nonce="[^"]*"|\b[0-9a-f]{8}\b/g, '…') }
    }
    const nothing = await ask(`/sr/adminx${place}`)
    expect(nothing.status).toBe(404)
    expect(await ask(`/sr/admin${place}`)).toEqual(nothing)
  })
})

describe('Background jobs that failed', () => {
  it('are told of at the start, tried again and given up, and both are in the audit log', async () => {
    await parkJobs(3)
    const page = await adminPage()
    await page.goto('/sr/admin')
    await expectWell(page)
    await page.getByRole('link', { name: words.jobsParkedWait(v, { count: 3 }) }).click()
    await expectWell(page)
    expect(await page.getByText('the shelf is empty').count()).toBe(3)
    await page
      .getByRole('button', { name: words.jobDiscard(v) })
      .first()
      .click()
    await page.getByText(words.jobDiscarded(v)).waitFor()
    await expectAccessible(page)
    expect(await page.getByText('the shelf is empty').count()).toBe(2)
    await page.getByRole('button', { name: words.jobsRetryAll(v) }).click()
    await page.getByText(words.jobsRetried(v)).waitFor()
    await page.goto('/sr/admin/audit?deed=running.jobs-retried')
    expect(await page.locator('tbody tr').first().innerText()).toContain(audit.runningJobsRetried(v))
  })

  it('that are gone meanwhile are said to be gone', async () => {
    const answer = await postForm('/sr/admin/jobs?/retry', { job: crypto.randomUUID() }, await sessionOf('admin'))
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(words.jobNotParked(v))
  })
})

describe('Files that nothing names', () => {
  it('are shown first, then moved to the trash, and can be taken back', async () => {
    const { dataFolder } = inject('centre')
    const hash = 'f'.repeat(64)
    const file = join(dataFolder, 'blobs', 'ff', hash)
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, 'nothing names me')
    const twoDaysAgo = new Date(Date.now() - 172_800_000)
    await utimes(file, twoDaysAgo, twoDaysAgo)
    const page = await adminPage()
    await page.goto('/sr/admin/storage')
    await page.getByRole('button', { name: words.orphansLook(v) }).click()
    await page.getByText(words.orphansFound(v, { count: 1, size: '16 B' })).waitFor()
    await expectWell(page)
    await page.getByRole('button', { name: words.orphansRemove(v) }).click()
    await page.getByText(words.orphansRemoved(v, { days: 7 })).waitFor()
    await expectWell(page)
    await expect(readFile(file)).rejects.toThrow('ENOENT')
    await page.getByRole('button', { name: words.trashBack(v) }).click()
    await page.getByText(words.orphansBack(v)).waitFor()
    expect(await readFile(file, 'utf8')).toBe('nothing names me')
    // What was taken back counts as new for a day.
    await utimes(file, twoDaysAgo, twoDaysAgo)
    const again = await postForm('/sr/admin/storage?/remove', { count: '7' }, await sessionOf('admin'))
    expect(await again.text()).toContain(words.orphansChanged(v))
  })
})

describe('The audit log', () => {
  it('names people to the administrator, is filtered by day, deed, person and thing, and is taken away as a table', async () => {
    const page = await adminPage()
    await page.goto('/sr/admin/audit')
    await expectWell(page)
    const today = new Date().toISOString().slice(0, 10)
    await page.goto(`/sr/admin/audit?from=${today}&deed=people.signed-in&person=petar@primer.invalid`)
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0)
    expect(await page.locator('tbody tr').first().innerText()).toContain('Петар Огледни')
    await page.goto('/sr/admin/audit?on=course:C01')
    expect(await page.locator('tbody').innerText()).toContain(audit.coursesPublished(v))
    await page.goto('/sr/admin/audit?to=2020-01-01')
    await page.getByText(audit.noEntries(v)).waitFor()
    await expectWell(page)

    const table = await postForm('/sr/admin/audit/csv?on=course:C01', {}, await sessionOf('admin'))
    expect(table.headers.get('content-type')).toContain('text/csv')
    expect(table.headers.get('content-disposition')).toContain('attachment')
    expect(await table.text()).toContain('"courses.published"')
    await page.goto('/sr/admin/audit?deed=audit.log-exported')
    expect(await page.locator('tbody tr').first().innerText()).toContain(audit.auditLogExported(v))
  })

  it('goes on towards the past page by page, and no entry is lost between them', async () => {
    const page = await adminPage()
    await page.goto('/sr/admin/audit')
    const seen: string[] = []
    for (let more = true; more && seen.length < 2000; ) {
      seen.push(...(await page.locator('tbody time').evaluateAll((times) => times.map((time) => (time as HTMLTimeElement).dateTime))))
      const next = page.locator('.pager [rel=next]')
      more = (await next.count()) > 0
      if (more) await next.click()
    }
    expect(seen).toEqual(seen.toSorted().reverse())
    const [counted] = await query<{ count: string }>('select count(*) as count from audit_entry')
    expect(seen.length).toBe(Number(counted?.count))
  })

  it('shows an auditor no names until she says why, and then notes that she looked', async () => {
    const session = await sessionOf('author')
    await query(`insert into role_grant (person, role, scope) select id, 'auditor', '' from person where login = $1`, [
      inject('centre').accounts['author']?.email,
    ])
    const page = await (await browserOf(session)).newPage()
    await page.goto('/sr/admin/audit?deed=people.signed-in')
    expect(await page.locator('tbody').innerText()).not.toContain('Огледни')
    expect(await page.locator('.outline a').allInnerTexts()).not.toContain(words.placeJobs(v))
    expect((await postForm('/sr/admin/audit/csv', {}, session)).status).toBe(404)
    await page.locator('details:has(form) > summary').click()
    await expectWell(page)
    await page.getByRole('radio').first().check()
    await page.locator('details form button').click()
    await page.goto('/sr/admin/audit?deed=people.signed-in')
    expect(await page.locator('tbody').innerText()).toContain('Петар Огледни')
    await page.goto('/sr/admin/audit?deed=audit.view-opened')
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0)
    await query(`delete from role_grant where role = 'auditor'`)
  })

  it('is sealed within five seconds, and heads are written down outside the database', async () => {
    await postForm('/sr/admin/audit/csv', {}, await sessionOf('admin'))
    await expect.poll(async () => (await query('select 1 from audit_entry where number is null')).length, { timeout: 6000, interval: 250 }).toBe(0)
    const [head] = await query<{ number: string; mac: string }>('select number, mac from audit_head')
    const lines = (await readFile(join(inject('centre').dataFolder, 'audit-heads.log'), 'utf8')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).head)).toContain(head?.mac)
  })
})

describe('Health and content', () => {
  it('say what is, thing by thing, also when something is wrong', async () => {
    const page = await adminPage()
    await page.goto('/sr/admin/health')
    await expectWell(page)
    expect(await page.locator('tbody tr').count()).toBe(13)
    const old = { at: '2020-01-01T00:00:00Z', file: 'old.zip', ok: true }
    await query(
      `insert into setting (key, value, changed_at) values ('last-backup', $1, now())
      on conflict (key) do update set value = excluded.value`,
      [JSON.stringify({ ...old, lastGood: old })],
    )
    await page.reload()
    await page.getByText(words.adviceBackup(v)).waitFor()
    expect(await page.locator('.state.wrong').count()).toBe(1)
    await expectWell(page)
    await query(`delete from setting where key = 'last-backup'`)
  })

  it('show every content with its version and what is to be checked in it', async () => {
    const page = await adminPage()
    await page.goto('/sr/admin/content')
    await expectWell(page)
    const text = await page.locator('tbody').innerText()
    for (const kind of [words.kindCourse, words.kindPack, words.kindManual, words.kindCard, words.kindDocument, words.kindNews, words.kindPage])
      expect(text).toContain(kind(v))
    await page.locator('tbody a[href$="/courses/C01"]').click()
    expect(new URL(page.url()).pathname).toBe('/sr/courses/C01')
  })
})
