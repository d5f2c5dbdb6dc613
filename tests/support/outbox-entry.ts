/** All of the outbox, as one object that a test can reach into a page for. */
import * as outbox from '#modules/learning/device/outbox/index.ts'

Object.assign(globalThis, { outbox })
