/** The Experience API: statements parsed, compared and filtered. Pure; knows nothing of the Centre. */
export { matches, type StatementFilter } from './matches.ts'
export { type BrokenRule, canonical, parseStatements, type Statement, sameStatement } from './statement.ts'
export { deviceVerbs, type VerbName, verbs } from './verbs.ts'
