/**
 * The script of a field tool. It keeps nothing and sends nothing: what was entered stands in the controls of the page and
 * goes with it. Whatever it says stands in the page already, or follows from the pure rules of `domain/`.
 */
import './runner.css'
import { all, emptyControls, one, readData, show, tellAloud, typedIn, write } from './page.ts'
import { type Drawn, practiceOf } from './practise.ts'
import { showGates } from './show-gates.ts'
import { showScreening } from './show-screening.ts'
import { oneStepAtATime } from './steps.ts'

const { tool, words } = readData()
const practice = practiceOf(tool, words)
for (const element of all('[data-scripted]')) show(element, true)
for (const element of all('[data-plain]')) show(element, false)
const fold = one<HTMLDetailsElement>('#others-fold')
if (fold) fold.open = false
const steps = oneStepAtATime()
let entered = false

function draw(): Drawn {
  const danger = one<HTMLInputElement>('input[name="danger"][value="yes"]')?.checked === true
  show(one('[data-danger]'), danger)
  steps.bar(danger)
  showPlace()
  return tool.kind === 'gates' ? { kind: tool.kind, standing: showGates(tool, words) } : { kind: tool.kind, standing: showScreening(tool, words) }
}

/** A code has no room for a name: what is not one does not reach the paper. */
function showPlace(): void {
  const code = typedIn('note-place').trim()
  const fits = /^[\p{L}\p{N}-]{0,12}$/u.test(code)
  show(one('#note-place-fault'), !fits)
  one('#note-place')?.setAttribute('aria-invalid', String(!fits))
  write(one('[data-note="place"]'), fits && code !== '' ? code : '…')
  const [year, month, day] = typedIn('note-date').split('-')
  write(one('[data-note="date"]'), day === undefined ? '…' : `${Number(day)}. ${Number(month)}. ${year}.`)
}

function clear(): void {
  emptyControls()
  entered = false
  draw()
  steps.toFirst()
}

document.addEventListener('input', (event) => {
  entered = true
  const isDanger = (event.target as HTMLInputElement).name === 'danger'
  draw()
  if (isDanger && one('[data-danger]:not([hidden])')) tellAloud(words.stopTitle)
})

document.addEventListener('click', (event) => {
  const pressed = (event.target as Element).closest<HTMLButtonElement>('button')
  if (!pressed) return
  const { practise } = pressed.dataset
  if (practise !== undefined || 'endPractice' in pressed.dataset) {
    clear()
    if (practise === undefined) practice.end()
    else practice.begin(practise)
  } else if ('compare' in pressed.dataset) practice.compare(draw())
  else if ('print' in pressed.dataset) print()
  else if ('clear' in pressed.dataset) {
    practice.end()
    clear()
    tellAloud(words.cleared)
  }
})

// The browser asks in its own words before the page goes with what was entered.
addEventListener('beforeunload', (event) => {
  if (entered) event.preventDefault()
})
// A page that is kept for the way back comes back empty, whoever holds the device by then.
addEventListener('pagehide', emptyControls)
addEventListener('pageshow', (event) => {
  if (event.persisted) clear()
})

emptyControls()
draw()
