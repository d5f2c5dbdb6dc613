import type { Config } from '../config.ts'

/** On https the name binds a cookie to this very host (RFC 6265bis, `__Host-`); plain http can't have that. */
function bound(config: Config, name: string): string {
  return config.publicUrl.protocol === 'https:' ? `__Host-${name}` : name
}

export function sessionCookie(config: Config): string {
  return bound(config, 'session')
}

/** Holds a sign-in that waits for its second step. */
export function secondStepCookie(config: Config): string {
  return bound(config, 'second-step')
}

/** By this a browser is known again that somebody signed in with before. */
export function deviceCookie(config: Config): string {
  return bound(config, 'device')
}

export function sessionCookieOptions(config: Config, expires: Date) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl.protocol === 'https:', expires } as const
}
