declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly headers?: Record<string, string>
    readonly requests?: readonly { path: string; headers?: Record<string, string> }[]
    readonly duration: number
    readonly connections: number
    readonly overallRate?: number
  }
  interface Result {
    readonly requests: { readonly total: number }
    readonly non2xx: number
    readonly errors: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
