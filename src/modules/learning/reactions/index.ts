import type { Reaction } from '#platform/facts.ts'
import { takeInDeviceWork } from './take-in-device-work.ts'

export const reactions: readonly Reaction[] = [takeInDeviceWork]
