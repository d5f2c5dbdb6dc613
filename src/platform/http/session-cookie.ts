import type { Config } from '../config.ts'

/** On https the name binds the cookie to this very host (RFC 6265bis, `__Host-`); plain http can't have that. */
export function sessionCookie(config: Config): string {
  return config.publicUrl.protocol === 'https:' ? '__Host-session' : 'session'
}

export function sessionCookieOptions(config: Config, expires: Date) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl.protocol === 'https:', expires } as const
}
