/** A running centre, as the tests know it. */
export interface Centre {
  readonly url: string
  readonly dataFolder: string
  readonly accounts: Record<string, Account>
  /** Of a centre on https: what its clients trust, and the address of its content host. */
  readonly tls?: { readonly ca: string; readonly spki: string; readonly contentUrl: string }
}

export interface Account {
  readonly email: string
  readonly password: string
}

declare module 'vitest' {
  interface ProvidedContext {
    centre: Centre
  }
}
