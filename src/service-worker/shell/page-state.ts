/** Stands in for Kit's `$app/state` in components that the shell draws: an address never changes under them. */
export const page = { url: new URL(location.href), status: 200, error: null }
