/** A process of its own that sends what is due, so that a test can kill it in the middle. */
import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#kernel/id.ts'
import { sendDueLetters } from '#modules/notices/index.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { openApp } from '../../src/open-app.ts'

const { connection, at, environment } = JSON.parse(process.env['SENDING'] ?? '{}')
const config = readConfig(environment)
if (!config.ok) throw new Error(config.refusal.variable)
const app = await openApp(config.value, openDatabase({ connection }), createLog(2))
const clock = { ...app, now: () => new Date(at), newId: () => uuidv7(at, randomBytes(10)) }
process.stdout.write(`${await sendDueLetters(clock)}\n`)
await app.close()
