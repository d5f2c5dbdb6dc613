/** The sign of the outbox, on every page. */
import { tendSign } from '#modules/learning/device/outbox/show-sign.ts'

const sign = document.querySelector<HTMLElement>('[data-outbox-sign]')
if (sign) void tendSign(sign)
