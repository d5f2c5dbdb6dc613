/** Every way in which an archive can be refused. */
export const zipReasons = [
  'not-a-zip',
  'damaged',
  'too-many-entries',
  'too-large',
  'ratio-too-high',
  'name-outside',
  'name-absolute',
  'name-with-backslash',
  'name-with-control-sign',
  'name-unclear',
  'name-reserved',
  'name-too-long',
  'name-twice',
  'link',
  'special-file',
  'encrypted',
  'method-unknown',
  'headers-differ',
  'entries-overlap',
  'size-lies',
] as const

export type ZipReason = (typeof zipReasons)[number]

/** Why an archive is refused, and at which entry, by the number it has in the directory; its name may be the very trap. */
export interface ZipRefusal {
  readonly reason: ZipReason
  readonly entry?: number
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: ZipRefusal }

/** Thrown by a stream that finds, half-way, that the archive lied. */
export class BrokenArchive extends Error {
  readonly refusal: ZipRefusal
  constructor(refusal: ZipRefusal) {
    super(refusal.entry === undefined ? refusal.reason : `${refusal.reason} (entry ${refusal.entry})`)
    this.name = 'BrokenArchive'
    this.refusal = refusal
  }
}
