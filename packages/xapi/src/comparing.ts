import type { Statement } from './types.ts'

/**
 * A text that two statements share exactly when the specification calls them the same (Data 2.3.1, Statement Immutability):
 * the order of keys, `stored`, `authority` and `version` do not count.
 */
export function canonical(statement: Statement): string {
  const { version: _version, stored: _stored, authority: _authority, timestamp, ...rest } = statement
  return JSON.stringify(sorted({ ...rest, ...(timestamp !== undefined && { timestamp: new Date(timestamp).toISOString() }) }))
}

/** Whether two statements say the same (Data 2.3.1). */
export function sameStatement(a: Statement, b: Statement): boolean {
  return canonical(a) === canonical(b)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
