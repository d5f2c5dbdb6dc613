/** A real mail server that answers as a test wishes. */
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Received {
  readonly to: readonly string[]
  readonly raw: Buffer
}

export interface TestSmtp {
  readonly port: number
  readonly received: readonly Received[]
  /** Every later letter is answered so; undefined takes it. */
  answer: ((letter: Received) => number | 'silence' | undefined | Promise<number | undefined>) | undefined
  parsed(): Promise<ParsedMail[]>
  close(): Promise<void>
}

export async function testSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 200,
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const letter = { to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts) }
        const code = await smtp.answer?.(letter)
        if (code === 'silence') return
        if (code === undefined) received.push(letter)
        callback(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }))
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const smtp: TestSmtp = {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    answer: undefined,
    parsed: () => Promise.all(received.map(({ raw }) => simpleParser(raw))),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
  return smtp
}
