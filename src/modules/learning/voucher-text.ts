/** A voucher as text, which is what the seal is on. */
import * as v from 'valibot'
import type { QuestionType } from '#modules/questions/index.ts'
import type { Voucher, VoucherItem } from './domain/voucher.ts'

const moment = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
)
const Sheet = v.strictObject({
  epoch: v.string(),
  attempt: v.string(),
  person: v.string(),
  course: v.string(),
  courseVersion: v.string(),
  test: v.string(),
  seed: v.string(),
  pass: v.number(),
  startedAt: moment,
  takenAt: moment,
  until: moment,
  device: v.string(),
  items: v.array(
    v.pipe(
      v.strictTuple([v.string(), v.number(), v.string()]),
      v.transform(([id, version, type]): VoucherItem => ({ id, version, type: type as QuestionType })),
    ),
  ),
})

export function voucherText({ items, ...voucher }: Voucher): string {
  return JSON.stringify({ ...voucher, items: items.map(({ id, version, type }) => [id, version, type]) })
}

/** Undefined when it is no voucher of this edition. */
export function parseVoucher(text: string): Voucher | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Sheet), text)
  return parsed.success ? parsed.output : undefined
}
