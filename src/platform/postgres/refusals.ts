/** Why a start is refused. The reason is also the key of its sentence in the texts of this folder. */
export type StartRefusal =
  | { readonly reason: 'portTaken'; readonly port: number }
  | { readonly reason: 'portNotAllowed'; readonly port: number }
  | { readonly reason: 'hostNotOurs'; readonly host: string }
  | { readonly reason: 'dataFolderNotWritable'; readonly folder: string }
  | { readonly reason: 'diskFull'; readonly folder: string; readonly megabytes: number }
  | { readonly reason: 'postgresMissing' }
  | { readonly reason: 'databaseNewer'; readonly found: number; readonly known: number }
  | { readonly reason: 'databaseOtherVersion'; readonly found: number; readonly known: string }
  | { readonly reason: 'databaseInUse'; readonly process: number }
  | { readonly reason: 'databaseNotStarted'; readonly cause: string }
  | { readonly reason: 'databaseUnreachable'; readonly address: string; readonly code: string }
  | { readonly reason: 'databaseTooOld'; readonly address: string; readonly found: number }

/** The oldest PostgreSQL whose features we may count on (architecture §2). */
export const oldestMajor = 15

/** Thrown only inside this folder, and turned into a value at its door. */
export class Refused extends Error {
  readonly refusal: StartRefusal
  constructor(refusal: StartRefusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}
