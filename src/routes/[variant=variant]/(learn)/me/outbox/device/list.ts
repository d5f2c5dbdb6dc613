import { fillList } from '#modules/learning/device/outbox/show-list.ts'

const root = document.querySelector<HTMLElement>('[data-outbox-list]')
if (root) void fillList(root)
