/** What another system may do in the record store (xAPI 1.0.3, Communication 4.2, table of scopes). */
export const scopes = ['statements/write', 'statements/read/mine', 'statements/read', 'state', 'define', 'profile', 'all/read', 'all'] as const
export type RecordScope = (typeof scopes)[number]

export type RecordDeed =
  | 'write-statements'
  | 'read-statements'
  | 'read-own-statements'
  | 'read-state'
  | 'write-state'
  | 'read-profiles'
  | 'write-profiles'
  | 'define'
  | 'void-all'

const needed: Record<RecordDeed, readonly RecordScope[]> = {
  'write-statements': ['all', 'statements/write'],
  'read-statements': ['all', 'all/read', 'statements/read'],
  'read-own-statements': ['all', 'all/read', 'statements/read', 'statements/read/mine'],
  'read-state': ['all', 'all/read', 'state'],
  'write-state': ['all', 'state'],
  'read-profiles': ['all', 'all/read', 'profile'],
  'write-profiles': ['all', 'profile'],
  define: ['all', 'define'],
  'void-all': ['all'],
}

export function isScope(text: string): text is RecordScope {
  return (scopes as readonly string[]).includes(text)
}

export function allows(given: readonly string[], deed: RecordDeed): boolean {
  return needed[deed].some((scope) => given.includes(scope))
}
