import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { noteDeed } from '#modules/audit/index.ts'
import { createOperations } from '#platform/http/operations.ts'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { measures } from './measures.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const root = join(import.meta.dirname, '../..')

async function measured(): Promise<string> {
  return (await createOperations(app, measures).routes.request('/metrics')).text()
}

test('Every figure is there and says what is', async () => {
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'people.role-granted', by: 'terminal' }))
  app.pass(30_000)
  const text = await measured()
  expect(measures.filter(({ name }) => !new RegExp(`^${name}[ {]`, 'm').test(text)).map(({ name }) => name)).toEqual([])
  expect(text).toMatch(/^putokaz_audit_unsealed_seconds 30$/m)
  expect(text).toMatch(/^putokaz_backup_age_seconds -1$/m)
  expect(text).toMatch(/^putokaz_jobs\{state="parked"\} 0$/m)
})

test('A figure that cannot be read is left out, and the others are there', async () => {
  const broken = { name: 'putokaz_broken', help: 'broken', read: () => Promise.reject(new Error('no')) }
  const answer = await createOperations(app, [broken, ...measures]).routes.request('/metrics')
  const text = await answer.text()
  expect(text).not.toMatch(/^putokaz_broken \d/m)
  expect(text).toMatch(/^putokaz_disk_free_bytes \d+/m)
})

test('Alerts ask only for figures that there are, and every one of them is explained', async () => {
  const rules = parse(readFileSync(join(root, 'deploy/alerts.yml'), 'utf8')) as { groups: { rules: { alert: string; expr: string }[] }[] }
  const alerts = rules.groups.flatMap((group) => group.rules)
  const text = await measured()
  const asked = alerts.flatMap(({ expr }) => expr.match(/putokaz_\w+/g) ?? []).map((name) => name.replace(/_bucket$/, ''))
  expect(asked.filter((name) => !text.includes(`# HELP ${name} `))).toEqual([])
  const guide = readFileSync(join(root, 'docs/metrics.md'), 'utf8')
  expect(alerts.filter(({ alert }) => !guide.includes(alert)).map(({ alert }) => alert)).toEqual([])
  expect(measures.filter(({ name }) => !guide.includes(name)).map(({ name }) => name)).toEqual([])
})
