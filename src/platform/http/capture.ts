import type { ServerResponse } from 'node:http'

/** Holds back what a handler writes, and hands it over whole when the handler ends, before a byte has left. */
export function capture(response: ServerResponse, whole: (body: Buffer) => void): void {
  const parts: Buffer[] = []
  const take = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string') parts.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    else if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  }
  const { write, end } = response
  response.write = ((chunk: unknown, encoding?: unknown, callback?: unknown) => {
    take(chunk, encoding)
    const done = typeof encoding === 'function' ? encoding : callback
    if (typeof done === 'function') process.nextTick(done as () => void)
    return true
  }) as typeof write
  response.end = ((chunk?: unknown, encoding?: unknown) => {
    take(chunk, encoding)
    response.write = write
    response.end = end
    whole(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts))
    return response
  }) as typeof end
}
