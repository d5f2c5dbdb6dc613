/** Draws what follows from the ticks of a tool of indicators. */
import type { ShownScreening } from '../domain/field-tool.ts'
import type { RunnerWords } from '../domain/runner-words.ts'
import { type Choice, reasonsFor, type Screening, type Standing, standingOf, type ToDo, toDo } from '../domain/screening.ts'
import { all, chosen, fillNote, one, saidBy, show, tellAloud, typedIn, write } from './page.ts'

export function screeningOnPage(tool: ShownScreening): Screening {
  const seen = new Set(all<HTMLInputElement>('[data-indicator]:checked').map((box) => box.dataset['indicator'] ?? ''))
  const choices = new Map<string, Choice>()
  for (const { id } of tool.categories) {
    const deed = chosen(`decide-${id}`)
    const reason = typedIn(`why-${id}`)
    if (deed === 'confirm' || deed === 'reject') choices.set(id, { deed, ...(reason !== '' && { reason }) })
  }
  const stage = typedIn('stage')
  return { seen, choices, ...(stage !== '' && { stage }) }
}

export function showScreening(tool: ShownScreening, words: RunnerWords): Standing {
  const screening = screeningOnPage(tool)
  const standing = standingOf(tool, screening)
  showCategories(tool, standing, words)
  showCounts(standing, words)
  const todo = toDo(tool, standing.confirmed, screening.stage)
  showToDo(todo)
  showNote(tool, standing, { screening, todo }, words)
  return standing
}

function showCategories(tool: ShownScreening, { suggestions, states }: Standing, words: RunnerWords): void {
  const names = new Map(tool.groups.flatMap(({ indicators }) => indicators.map(({ id, text }) => [id, text] as const)))
  const lists = { suggested: document.getElementById('suggested'), others: document.getElementById('others') }
  for (const { id } of tool.categories) {
    const row = one(`[data-category="${id}"]`)
    if (!row) continue
    const because = suggestions.find(({ category }) => category === id)?.because ?? []
    const suggested = because.length > 0
    const list = suggested ? lists.suggested : lists.others
    // A row is moved only when it must be: whoever stands on it would lose the place.
    if (row.parentElement !== list) putInOrder(list, row, tool)
    write(one('[data-because]', row), `${words.because}: ${because.map((one) => names.get(one)).join('; ')}.`)
    show(one('[data-because]', row), suggested)
    const rejecting = one<HTMLInputElement>('input[value="reject"]', row)
    if (!suggested && rejecting?.checked) setUndecided(row)
    show(rejecting?.closest('label'), suggested)
    offerReasons(tool, { id, row, suggested }, words)
    show(one('[data-reason-missing]', row), states.get(id) === 'reason-missing')
    row.dataset['state'] = states.get(id) ?? 'quiet'
  }
  show(one('[data-none]'), suggestions.length === 0)
}

function setUndecided(row: HTMLElement): void {
  const undecided = one<HTMLInputElement>('input[value=""]', row)
  if (undecided) undecided.checked = true
}

function putInOrder(list: HTMLElement | null, row: HTMLElement, { categories }: ShownScreening): void {
  const place = (element: Element) => categories.findIndex(({ id }) => id === (element as HTMLElement).dataset['category'])
  const next = [...(list?.children ?? [])].find((other) => place(other) > place(row))
  list?.insertBefore(row, next ?? null)
}

function offerReasons(tool: ShownScreening, { id, row, suggested }: { id: string; row: HTMLElement; suggested: boolean }, words: RunnerWords): void {
  const deed = chosen(`decide-${id}`)
  show(one('[data-reason]', row), deed === 'confirm' || deed === 'reject')
  const field = one<HTMLSelectElement>('select', row)
  if (!field || (deed !== 'confirm' && deed !== 'reject')) return
  const offered = reasonsFor(tool, deed, suggested)
  const key = `${deed} ${suggested}`
  if (field.dataset['offered'] === key) return
  const kept = field.value
  field.dataset['offered'] = key
  field.replaceChildren(new Option(words.reasonChoose, ''), ...offered.map(({ id: value, text }) => new Option(text, value)))
  field.value = offered.some(({ id: value }) => value === kept) ? kept : ''
}

let told = ''

function showCounts({ suggestions, open, urgent }: Standing, words: RunnerWords): void {
  const suggested = `${words.suggestedCount}: ${suggestions.length}`
  write(one('[data-count="suggested"]'), suggested)
  write(one('[data-count="open"]'), `${words.openCount}: ${open.length}`)
  show(one('#urgent'), urgent)
  const now = urgent ? `${suggested}. ${one('#urgent')?.textContent?.trim() ?? ''}` : suggested
  if (told !== '' && told !== now) tellAloud(now)
  told = now
  write(one('[data-state-of="categories"]'), open.length > 0 ? `${words.openCount}: ${open.length}` : '')
}

function showToDo({ actions, paths, referrals }: ToDo): void {
  const list = document.getElementById('action-list')
  for (const row of all('[data-action]')) show(row, actions.includes(Number(row.dataset['action'])))
  for (const place of actions) list?.append(...all(`[data-action="${place}"]`))
  for (const part of all('[data-path]')) show(part, paths.includes(Number(part.dataset['path'])))
  for (const part of all('[data-referral]')) show(part, referrals.includes(Number(part.dataset['referral'])))
  for (const empty of all('[data-nothing]')) show(empty, actions.length === 0)
}

function showNote(tool: ShownScreening, { states }: Standing, { screening, todo }: { screening: Screening; todo: ToDo }, words: RunnerWords): void {
  const reasonOf = (id: string) => {
    const choice = screening.choices.get(id)
    const every = [...tool.reasons.confirm, ...tool.reasons.add, ...tool.reasons.reject]
    return every.find((reason) => reason.id === choice?.reason)?.text ?? ''
  }
  const inState = (wanted: string) => tool.categories.filter(({ id }) => states.get(id) === wanted).map(({ id, text }) => `${text} (${reasonOf(id)})`)
  const chosenWhere = (['role', 'place', 'stage'] as const).flatMap((id) => {
    const said = saidBy(id)
    return said === undefined ? [] : [`${words[id]}: ${said}`]
  })
  const notKnown = new Set(all<HTMLInputElement>('[data-unknown]:checked').map((box) => box.dataset['unknown']))
  fillNote('where', chosenWhere)
  fillNote('categories', inState('confirmed'), words.nothing)
  fillNote('rejected', inState('rejected'))
  fillNote(
    'unknown',
    tool.groups.filter(({ id }) => notKnown.has(id)).map(({ title }) => title),
  )
  fillNote(
    'actions',
    todo.actions.flatMap((i) => tool.actions[i]?.text ?? []),
  )
  fillNote(
    'referrals',
    todo.referrals.flatMap((i) => tool.referrals[i]?.to ?? []),
  )
}
