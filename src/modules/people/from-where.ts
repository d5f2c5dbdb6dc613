/** Where an attempt to sign in comes from. */
export interface FromWhere {
  readonly address: string
  readonly userAgent?: string | undefined
  /** What the browser's cookie says that it is known by. */
  readonly device?: string | undefined
}
