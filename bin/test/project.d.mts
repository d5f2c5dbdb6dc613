export interface Judged {
  readonly passed: number
  readonly failed: number
  readonly said: string
  readonly names: readonly string[]
}
interface FileResult {
  readonly name?: string
  readonly status: string
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
}
export function judged(result: { readonly testResults: readonly FileResult[] } | undefined, code: number, said: string): Judged
