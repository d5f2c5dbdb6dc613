import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { openDatabase } from '#platform/db.ts'
import { apiRoutes } from '../../src/api.ts'
import { testApp } from '../support/test-app.ts'

test.each(['/api/v1/device', '/xapi/statements'])('while the database is away %s says when to come back, and blames no work', async (path) => {
  const app = await testApp()
  const db = openDatabase({ connection: { host: '/nowhere', port: 5432, user: 'nobody', database: 'none' } })
  const answered = await apiRoutes({ ...app, db }, new Hono()).request(`http://localhost${path}`, { headers: { cookie: 'session=a' } })
  expect([answered.status, answered.headers.get('retry-after')]).toEqual([503, '5'])
  await db.close()
  await app.close()
})
