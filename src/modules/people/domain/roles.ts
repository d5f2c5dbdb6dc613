/** What a signed-in person may be besides a reader. */
export const roles = [
  'learner',
  'author',
  'reviewer',
  'legal-editor',
  'trainer',
  'mentor',
  'assessor',
  'supervisor',
  'focal-point',
  'plan-owner',
  'workshop-chair',
  'workshop-secretary',
  'coordinator',
  'auditor',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** A role with the place it holds for: the code of an institution or of a unit of it, or the whole centre. */
export interface Grant {
  readonly role: Role
  readonly scope: Scope
}
/** The code of an institution or unit; empty for the whole centre. */
export type Scope = string
export const wholeCentre: Scope = ''

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}
