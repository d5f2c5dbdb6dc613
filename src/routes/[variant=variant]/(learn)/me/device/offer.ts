/** Offers a person what this device kept before she signed in. Nothing is sent until she chooses, nothing is cleared until it is kept. */
import { type DeviceExport, type DeviceRecord, openDeviceRecord } from '#modules/learning/device/device-record.ts'

const box = document.querySelector<HTMLElement>('[data-device-offer]')
if (box) void offer(box)

const leftPlace = 'device-offer-left'

async function offer(box: HTMLElement): Promise<void> {
  const record = await openDeviceRecord().catch(() => undefined)
  const work = await record?.all()
  if (!record || !work || countOf(work) === 0 || localStorage.getItem(leftPlace) === traceOf(work)) return
  for (const line of box.querySelectorAll<HTMLElement>('[data-device-kind]')) {
    const count = work[line.dataset.deviceKind as keyof DeviceExport].length
    line.hidden = count === 0
    const place = line.querySelector('[data-count]')
    if (place) place.textContent = String(count)
  }
  box.hidden = false
  box.querySelector('[data-device-take]')?.addEventListener('click', () => void take(box, record, work))
  box.querySelector('[data-device-leave]')?.addEventListener('click', () => {
    localStorage.setItem(leftPlace, traceOf(work))
    box.hidden = true
  })
}

async function take(box: HTMLElement, record: DeviceRecord, work: DeviceExport): Promise<void> {
  const said = box.querySelector<HTMLElement>('[data-device-said]')
  const answered = await fetch('/api/v1/learning/device', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(work),
  }).catch(() => undefined)
  if (said) said.textContent = (answered?.ok ? said.dataset.saysTaken : said.dataset.saysFailed) ?? ''
  if (!answered?.ok) return
  await record.clear()
  location.reload()
}

function countOf({ read, notes, bookmarks, answers }: DeviceExport): number {
  return read.length + notes.length + bookmarks.length + answers.length
}

/** Changes when there is something new to offer. */
function traceOf(work: DeviceExport): string {
  return (
    Object.values(work)
      .flatMap((rows: readonly { at: string }[]) => rows.map(({ at }) => at))
      .toSorted()
      .at(-1) ?? ''
  )
}
