export type * from './document.ts'
export type { Parsed, Problem, Rule } from './problem.ts'
