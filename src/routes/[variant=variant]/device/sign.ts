/** The sign of the outbox, on every page. */
import { tendSign } from '#modules/learning/device/outbox/show-sign.ts'
import { keepProgress } from './keep-progress.ts'

const sign = document.querySelector<HTMLElement>('[data-outbox-sign]')
if (sign) void tend(sign)

async function tend(sign: HTMLElement): Promise<void> {
  await tendSign(sign)
  if (sign.dataset['person'] === undefined) return
  const keep = () => void keepProgress().catch(() => {})
  keep()
  document.addEventListener('putokaz-kept', keep)
}
