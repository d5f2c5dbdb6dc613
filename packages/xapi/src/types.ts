/** Editions of the specification that are spoken: xAPI 1.0.3 and IEEE 9274.1.1 (2.0). */
export type Version = '1.0.3' | '2.0.0'

/** A place in what came in and the rule it breaks; the rule begins with its clause. */
export interface BrokenRule {
  readonly path: string
  readonly rule: string
}

/** What was read, or every rule that is broken. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: readonly BrokenRule[] }

export type LanguageMap = Readonly<Record<string, string>>
export type Extensions = Readonly<Record<string, unknown>>

export interface Account {
  readonly homePage: string
  readonly name: string
}

/** The four ways to say who someone is; an agent has exactly one of them. */
export interface Identifiers {
  readonly mbox?: string
  readonly mbox_sha1sum?: string
  readonly openid?: string
  readonly account?: Account
}

export interface Agent extends Identifiers {
  readonly objectType?: 'Agent'
  readonly name?: string
}

export interface Group extends Identifiers {
  readonly objectType: 'Group'
  readonly name?: string
  readonly member?: readonly Agent[]
}

export type Actor = Agent | Group

export interface Verb {
  readonly id: string
  readonly display?: LanguageMap
}

export interface InteractionComponent {
  readonly id: string
  readonly description?: LanguageMap
}

export interface ActivityDefinition {
  readonly name?: LanguageMap
  readonly description?: LanguageMap
  readonly type?: string
  readonly moreInfo?: string
  readonly interactionType?: string
  readonly correctResponsesPattern?: readonly string[]
  readonly choices?: readonly InteractionComponent[]
  readonly scale?: readonly InteractionComponent[]
  readonly source?: readonly InteractionComponent[]
  readonly target?: readonly InteractionComponent[]
  readonly steps?: readonly InteractionComponent[]
  readonly extensions?: Extensions
}

export interface Activity {
  readonly objectType?: 'Activity'
  readonly id: string
  readonly definition?: ActivityDefinition
}

export interface StatementRef {
  readonly objectType: 'StatementRef'
  readonly id: string
}

export interface Score {
  readonly scaled?: number
  readonly raw?: number
  readonly min?: number
  readonly max?: number
}

export interface Result {
  readonly score?: Score
  readonly success?: boolean
  readonly completion?: boolean
  readonly response?: string
  readonly duration?: string
  readonly extensions?: Extensions
}

/** A single activity may come instead of a list; `inFormat` always answers with lists. */
export type ContextActivities = Readonly<Partial<Record<'parent' | 'grouping' | 'category' | 'other', Activity | readonly Activity[]>>>

export interface ContextAgent {
  readonly objectType: 'contextAgent'
  readonly agent: Agent
  readonly relevantTypes?: readonly string[]
}

export interface ContextGroup {
  readonly objectType: 'contextGroup'
  readonly group: Group
  readonly relevantTypes?: readonly string[]
}

export interface Context {
  readonly registration?: string
  readonly instructor?: Actor
  readonly team?: Group
  readonly contextActivities?: ContextActivities
  readonly contextAgents?: readonly ContextAgent[]
  readonly contextGroups?: readonly ContextGroup[]
  readonly revision?: string
  readonly platform?: string
  readonly language?: string
  readonly statement?: StatementRef
  readonly extensions?: Extensions
}

export interface Attachment {
  readonly usageType: string
  readonly display: LanguageMap
  readonly description?: LanguageMap
  readonly contentType: string
  readonly length: number
  readonly sha2: string
  readonly fileUrl?: string
}

interface Said {
  readonly actor: Actor
  readonly verb: Verb
  readonly result?: Result
  readonly context?: Context
  readonly timestamp?: string
  readonly attachments?: readonly Attachment[]
}

export interface SubStatement extends Said {
  readonly objectType: 'SubStatement'
  readonly object: Activity | Actor | StatementRef
}

/** A statement as it came in, or, with `stored` and `authority`, as it is kept. */
export interface Statement extends Said {
  readonly id?: string
  readonly object: Activity | Actor | StatementRef | SubStatement
  readonly stored?: string
  readonly authority?: Actor
  readonly version?: string
}

/** What the Centre itself writes and its devices send: one account, one activity, a moment. */
export interface AccountStatement extends Statement {
  readonly id: string
  readonly actor: Agent & { readonly account: Account }
  readonly object: Activity
  readonly timestamp: string
}
