/** An authenticator app, as people have one on their phone, and the way through its setting up by commands. */
import { TOTP } from 'otpauth'
import { appToSetUp, beginApp, confirmApp, signIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'

export function codeOf(secret: string, now = new Date()): string {
  return new TOTP({ secret: secret.replaceAll(' ', '') }).generate({ timestamp: now.getTime() })
}

export interface WithApp {
  /** Of a session that carries its second factor. */
  readonly token: string
  readonly secret: string
  readonly recoveryCodes: readonly string[]
}

/** Sets up an app in a session that was just opened. */
export async function setUpApp(app: App, token: string, address = '10.99.0.1'): Promise<WithApp> {
  await beginApp(app, token)
  const begun = await appToSetUp(app, token)
  if (!begun.ok || !begun.value) throw new Error('The app was not begun.')
  const { secret } = begun.value
  const confirmed = await confirmApp(app, { token, code: codeOf(secret, app.now()), address })
  if (!confirmed.ok) throw new Error(confirmed.refusal)
  return { token: confirmed.value.session.token, secret, recoveryCodes: confirmed.value.recoveryCodes }
}

/** Signs in with a password and sets up an app at once, as a new coordinator does. */
export async function signInAndSetUp(app: App, given: { login: string; password: string }, address = '10.99.0.1'): Promise<WithApp> {
  const entered = await signIn(app, { ...given, address })
  if (!entered.ok) throw new Error(entered.refusal)
  return setUpApp(app, entered.value.token, address)
}
