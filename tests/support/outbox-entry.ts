/** All of the outbox, as one object that a test can reach into a page for. */
import {
  call,
  enter,
  hear,
  items,
  keep,
  meet,
  newest,
  openRows,
  remove,
  sendNow,
  sendWaiting,
  standing,
  tryAgain,
  workFile,
} from '#modules/learning/device/outbox/index.ts'

const outbox = { call, enter, hear, items, keep, meet, newest, openRows, remove, sendNow, sendWaiting, standing, tryAgain, workFile }
Object.assign(globalThis, { outbox })
