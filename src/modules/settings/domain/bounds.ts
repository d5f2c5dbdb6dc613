/** Between which numbers each setting may lie; said beside its field and checked when it is saved. */
export const bounds = {
  idleDays: { least: 1, most: 30 },
  longestDays: { least: 1, most: 90 },
  deskIdleHours: { least: 1, most: 8 },
  deskLongestHours: { least: 1, most: 24 },
  auditMonths: { least: 12, most: 240 },
  letterMonths: { least: 1, most: 36 },
  idleAccountMonths: { least: 12, most: 120 },
  recordMonths: { least: 12, most: 480 },
} as const

export type BoundedField = keyof typeof bounds
