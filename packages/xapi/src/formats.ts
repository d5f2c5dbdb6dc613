import type { Statement } from './types.ts'

export type Format = 'exact' | 'ids' | 'canonical'

/** The languages of an Accept-Language header, the wanted first. */
export function languagesOf(acceptLanguage: string | undefined): string[] {
  return (acceptLanguage ?? '').split(',').map((range) => range.trim())
}

/** A statement as a query asks for it. */
export function inFormat(statement: Statement, _format: Format, _languages: readonly string[] = []): Statement {
  return statement
}
