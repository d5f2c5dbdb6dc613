import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/**
 * Holds back what a handler writes, and hands it over whole when the handler ends, before a byte has left:
 * status and headers can still be changed then.
 */
export function capture(response: ServerResponse, whole: (body: Buffer) => void): void {
  const parts: Buffer[] = []
  const take = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string') parts.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    else if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  }
  const { write, end, writeHead } = response
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    response.statusCode = status
    const headers = rest.find((one) => typeof one === 'object') as OutgoingHttpHeaders | undefined
    for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) response.setHeader(name, value)
    return response
  }) as typeof writeHead
  response.write = ((chunk: unknown, encoding?: unknown, callback?: unknown) => {
    take(chunk, encoding)
    const done = typeof encoding === 'function' ? encoding : callback
    if (typeof done === 'function') process.nextTick(done as () => void)
    return true
  }) as typeof write
  response.end = ((chunk?: unknown, encoding?: unknown) => {
    take(chunk, encoding)
    Object.assign(response, { write, end, writeHead })
    whole(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts))
    return response
  }) as typeof end
}
