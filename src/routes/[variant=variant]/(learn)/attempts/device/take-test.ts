/**
 * A test that was taken along, worked at on the device: each answer is a record in the outbox before the page says that it is kept,
 * and handing in is one more. Nothing in this file knows any words: they stand in the page.
 */

import { enter, keep, type Owner, openRows, type Rows, sendNow } from '#modules/learning/device/outbox/index.ts'
import { type KeptTest, openTaken, type TakenStore } from '#modules/learning/device/taken/kept-tests.ts'
import { wordsOf } from '#modules/learning/domain/response-words.ts'
import type { TakenTest } from '#modules/learning/domain/taken-sheet.ts'
import { extensionsOf } from '#modules/learning/domain/taken-test.ts'
import type { QuestionType } from '#modules/questions/domain/question.ts'
import { parseResponse, type Response } from '#modules/questions/domain/response.ts'
import { tellsInText } from '#modules/records/domain/telling.ts'
import { fillIn } from './fill-in.ts'

type Say = (key: string) => void

interface Working {
  readonly page: HTMLElement
  readonly form: HTMLFormElement
  readonly rows: Rows
  readonly store: TakenStore
  readonly owner: Owner
  readonly say: Say
  kept: KeptTest
}

/** Makes a drawn test work. The page is drawn by the server while there is one, and else by the shell of the device. */
export async function takeTest(page: HTMLElement): Promise<void> {
  const form = page.querySelector<HTMLFormElement>('form[data-taken-form]')
  const line = page.querySelector<HTMLElement>('[data-saved-state]')
  const say: Say = (key) => {
    if (line) line.textContent = page.dataset[key] ?? ''
  }
  const { attempt = '', person = '' } = page.dataset
  if (!form) return
  say('saysLoading')
  try {
    const [rows, store] = [await openRows(), await openTaken()]
    const owner = await enter(rows, person)
    if (!owner) return say('saysLocked')
    const kept = (await store.get(owner, attempt)) ?? (await fetchTest(store, owner, attempt))
    if (typeof kept === 'string') return say(kept)
    const work = { page, form, rows, store, owner, say, kept }
    await keepVoucher(work)
    begin(work)
  } catch {
    say('saysKeepsNothing')
  }
}

/** The test, or what the page says instead. */
async function fetchTest(store: TakenStore, owner: Owner, attempt: string): Promise<KeptTest | string> {
  const body = JSON.stringify({ device: await store.device() })
  const answered = await fetch(`/api/v1/attempts/${attempt}/taken`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(
    () => undefined,
  )
  if (answered?.ok) {
    const kept: KeptTest = { test: (await answered.json()) as TakenTest, answers: {}, records: [] }
    await store.put(owner, kept)
    return kept
  }
  const { error } = ((await answered?.json().catch(() => undefined)) ?? {}) as { error?: string }
  return error === 'elsewhere' ? 'saysElsewhere' : 'saysUnreachable'
}

/** What lets a restored server know of this attempt goes first, and stays in the outbox until a backup holds it. */
async function keepVoucher(work: Working): Promise<void> {
  const { rows, owner, store, kept, page } = work
  const { voucher, activity, attempt } = kept.test
  if (voucher === undefined || kept.isVoucherKept) return
  const result = { extensions: { [extensionsOf(owner.homePage).voucher]: voucher } }
  await keep(rows, {
    deed: { to: 'statements', verb: 'initialized', activity, result, context: { registration: attempt } },
    shown: { what: 'takenAlong', title: page.dataset.title ?? '', path: `/attempts/${attempt}` },
  })
  work.kept = { ...kept, isVoucherKept: true }
  await store.put(owner, work.kept)
}

function begin(work: Working): void {
  const { form, kept, say } = work
  for (const [item, { response }] of Object.entries(kept.answers)) if (response) fillIn(form, item, response)
  form.hidden = false
  say('saysReady')
  count(work)
  if (kept.handedIn === undefined) listen(work)
  else if (kept.isRecorded) closed(work)
  else void handIn(work).catch(() => say('saysNotKept'))
}

function listen(work: Working): void {
  const { page, form, say } = work
  let turn = Promise.resolve()
  const inTurn = (deed: () => Promise<void>) => {
    turn = turn.then(deed).catch(() => say('saysNotKept'))
  }
  form.addEventListener('change', (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>('[data-item]')
    if (item) inTurn(() => take(work, item))
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (work.kept.handedIn === undefined) inTurn(() => handIn(work))
  })
  page.querySelector<HTMLElement>('[data-hand-in]')?.removeAttribute('hidden')
}

async function take(work: Working, item: HTMLElement): Promise<void> {
  const { form, say, kept } = work
  const { item: id = '', type } = item.dataset
  const parsed = parseResponse(type as QuestionType, new FormData(form), id)
  if (!parsed.ok) return say('saysTwice')
  if (kept.handedIn !== undefined) return
  if (parsed.value && tellsInText(wordsOf(parsed.value))) return say('saysTelling')
  say('saysKeeping')
  const sequence = 1 + Math.max(0, ...Object.values(kept.answers).map((one) => one.sequence))
  const record = await keepAnswer(work, { id, response: parsed.value, sequence })
  work.kept = { ...kept, answers: { ...kept.answers, [id]: { response: parsed.value, sequence } }, records: [...kept.records, record] }
  await work.store.put(work.owner, work.kept)
  say('saysKept')
  count(work)
}

function keepAnswer({ rows, owner, kept, page }: Working, answer: { id: string; response: Response | null; sequence: number }): Promise<string> {
  const names = extensionsOf(owner.homePage)
  const { id, response, sequence } = answer
  const activity = kept.test.items.find((item) => item.id === id)?.activity ?? ''
  const extensions = { [names.response]: response, [names.sequence]: sequence }
  return keep(rows, {
    deed: {
      to: 'statements',
      verb: 'answered',
      activity,
      result: { ...(response && { response: wordsOf(response) }), extensions },
      context: { registration: kept.test.attempt },
    },
    shown: { what: 'answer', title: page.dataset.title ?? '', path: `/attempts/${kept.test.attempt}` },
  })
}

/** Noted here first, so that no answer changes any more; if the device dies in between, the next opening keeps the record of it. */
async function handIn(work: Working): Promise<void> {
  const { rows, owner, store } = work
  work.kept = { ...work.kept, handedIn: work.kept.handedIn ?? new Date().toISOString() }
  await store.put(owner, work.kept)
  await keepHandIn(work)
  work.kept = { ...work.kept, isRecorded: true }
  await store.put(owner, work.kept)
  closed(work)
  void sendNow(rows)
}

async function keepHandIn({ rows, owner, page, kept }: Working): Promise<void> {
  const names = extensionsOf(owner.homePage)
  const { test, records } = kept
  const result = { extensions: { [names.progress]: 100, [names.answers]: records } }
  await keep(rows, {
    deed: { to: 'statements', verb: 'progressed', activity: test.activity, result, context: { registration: test.attempt } },
    shown: { what: 'handIn', title: page.dataset.title ?? '', path: `/attempts/${test.attempt}` },
  })
}

function closed({ page, form }: Working): void {
  for (const field of form.elements) (field as HTMLInputElement).disabled = true
  page.querySelector<HTMLElement>('[data-hand-in]')?.setAttribute('hidden', '')
  const handed = page.querySelector<HTMLElement>('[data-handed-in]')
  if (!handed) return
  handed.hidden = false
  handed.focus()
}

function count({ page, kept }: Working): void {
  const answered = Object.values(kept.answers).filter(({ response }) => response !== null).length
  for (const place of page.querySelectorAll('[data-missing]')) {
    const says = (page.dataset.saysMissing ?? '').replace('#', String(kept.test.items.length - answered))
    place.textContent = says
  }
}

const page = document.querySelector<HTMLElement>('[data-taken]')
if (page) void takeTest(page)
