import { forgetProgress } from '../progress/kept-progress.ts'
import { call } from './calling.ts'
import type { Rows } from './rows.ts'

/** The key is deleted here and now, with what the Centre told of her; what waits stays, as ciphertext. */
export async function lockDevice(rows: Rows): Promise<void> {
  await rows.lock()
  await forgetProgress().catch(() => undefined)
  call('locked')
}
