import type { Fact } from '#kernel/fact.ts'
import type { Blobs } from './blobs.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './db.ts'
import type { PersonalDataOf } from './declared-data.ts'
import type { EpubMaker } from './epub/index.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail.ts'
import type { Memo } from './memo.ts'
import type { PdfMaker } from './pdf/index.ts'
import type { PublicContent } from './public-content.ts'
import type { PictureMaker } from './uploads/picture-maker.ts'

/** What every command and page needs from the outside world. Tests pass their own. */
export interface App {
  readonly db: Database
  readonly now: () => Date
  /** A new UUIDv7. */
  readonly newId: () => string
  readonly random: (bytes: number) => Uint8Array
  readonly config: Config
  /** Where the program itself lies: its build, its fonts, the sample centre. */
  readonly programFolder: string
  /** The address this centre had at its first start: activities and accounts in records are named by it for ever. */
  readonly activityBase: string
  /** Another one after each restore from a backup, so that devices see that the centre may know less than they do. */
  readonly epoch: string
  readonly log: Log
  readonly blobs: Blobs
  readonly jobs: Jobs
  readonly mail: Mailer
  readonly pdf: PdfMaker
  readonly epub: EpubMaker
  /** Makes uploaded pictures anew. */
  readonly pictures: PictureMaker
  readonly content: PublicContent
  /** What every module says of the people it knows, and how it lets go of them. */
  readonly personalData: readonly PersonalDataOf<App>[]
  /** Keeps what was computed from things that never change. */
  readonly memo: Memo
}

export interface PastWork {
  readonly id: string
  readonly reaction: string
  readonly body: Fact['body']
}

/** Reactions as jobs, in the same database and the same transaction as the facts they hear. */
export interface Jobs {
  /** Enqueues one job for each reaction that hears one of the facts. */
  enqueue(tx: Tx, facts: readonly Fact[]): Promise<void>
  /** Enqueues work again that an earlier database knew, under the ids it had; unknown reactions are left out. */
  again(tx: Tx, works: readonly PastWork[]): Promise<void>
  /** Works until stopped. */
  start(app: App): Promise<void>
  /** Works off what is due now, then returns how many jobs were done. */
  drain(app: App, options?: { readonly quickOnly?: boolean }): Promise<number>
  stop(): Promise<void>
}

const place = Symbol.for('putokaz.app')
type Holder = { [place]?: App }

/** Hands the one App of this process to every copy of this file in it: the page bundle holds its own. */
export function installApp(app: App): void {
  ;(globalThis as Holder)[place] = app
}

export function installedApp(): App {
  const app = (globalThis as Holder)[place]
  if (!app) throw new Error('The server has not finished starting.')
  return app
}
