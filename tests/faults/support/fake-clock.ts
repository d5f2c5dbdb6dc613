/** A clock that steps under real processes: libfaketime leaves the monotonic clock alone, as a step of a real one does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const library = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketimeMT.so.1`

export interface FakeClock {
  /** For the processes that go by it. */
  readonly env: NodeJS.ProcessEnv
  /** So many hours beside the true time, from now on. */
  step(hours: number): Promise<void>
  close(): Promise<void>
}

export async function fakeClock(): Promise<FakeClock> {
  const folder = await mkdtemp(join(tmpdir(), 'putokaz-clock-'))
  const file = join(folder, 'offset')
  const step = (hours: number) => writeFile(file, `${hours < 0 ? '' : '+'}${hours}h\n`)
  await step(0)
  return {
    env: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
    step,
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
