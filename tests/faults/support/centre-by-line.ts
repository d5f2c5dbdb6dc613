/** A real centre whose people come by one line, on which each request may meet its fate. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Gateway, openGateway } from '../../support/gateway.ts'
import { type ServedCentre, type ServedWish, servedCentre } from './served-centre.ts'

export interface CentreByLine {
  readonly centre: ServedCentre
  readonly line: Gateway
  /** What people type. */
  readonly url: string
  close(): Promise<void>
}

/** The line listens on the port after that of the centre. */
export async function centreByLine(wish: ServedWish): Promise<CentreByLine> {
  const url = `http://localhost:${wish.port + 1}`
  const line = await openGateway(wish.port + 1, wish.port)
  const centre = await servedCentre({ begun: false, ...wish, env: { PUTOKAZ_URL: url } })
  return {
    centre,
    line,
    url,
    async close() {
      await line.close()
      await centre.close()
    },
  }
}

const work = /^\/(api\/v1\/(?!kept)|xapi\/)/

export const isWork = ({ url = '' }: IncomingMessage) => work.test(url)

/** Pages come, and of work nothing gets through. */
export function onlyPages(asked: IncomingMessage, answer: ServerResponse): 'passes' | 'answered' {
  if (!isWork(asked)) return 'passes'
  answer.destroy()
  return 'answered'
}
