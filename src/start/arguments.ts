import { networkInterfaces } from 'node:os'
import { parseArgs } from 'node:util'
import type { StartOptions } from '#platform/config.ts'

/** What `npm start -- …` asks for. The launcher has read the same words before and refused what is not understood. */
export function readStartOptions(given: readonly string[]): StartOptions {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { empty: { type: 'boolean' }, lan: { type: 'boolean' }, tls: { type: 'string' } },
  })
  const [key] = positionals
  const lanAddress = values.lan ? addressOnTheNetwork() : undefined
  return {
    ...(values.empty && { empty: true }),
    ...(lanAddress !== undefined && { lanAddress }),
    ...(values.tls !== undefined && key !== undefined && { tls: { certificate: values.tls, key } }),
  }
}

/** The first IPv4 address that others can reach; loopback when there is no network. */
function addressOnTheNetwork(): string {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return all.find((one) => one.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1'
}
