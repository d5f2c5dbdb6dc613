/** How the log names this view, and the deed it needs. */
export const view = { name: 'standing', deed: 'see-standing' } as const
