/** What a signed-in person may be besides a reader. Later roles of the mission join this list. */
export const roles = ['learner', 'author', 'coordinator', 'admin'] as const
export type Role = (typeof roles)[number]

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}
