import { isUuid, type PersonId } from '#kernel/id.ts'
import type { Reaction } from '#platform/facts.ts'
import { takeInDeviceWork as takeIn } from '../commands/take-in-device-work.ts'

/** A test that was taken along is given what arrived of it. */
export const takeInDeviceWork: Reaction = {
  name: 'learning.take-in-device-work',
  hears: 'records.device-work-arrived',
  async react(app, { person, registrations }) {
    const attempts = Array.isArray(registrations) ? (registrations as readonly string[]).filter(isUuid) : []
    for (const attempt of attempts) await takeIn(app, { person: String(person) as PersonId, attempt })
  },
}
