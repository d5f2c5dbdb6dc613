import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMailer } from '#platform/mail.ts'

const received: { to: string[]; raw: Buffer }[] = []
let server: SMTPServer
let port = 0

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map((one) => one.address), raw: Buffer.concat(parts) })
        callback()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())))

const mailer = () => openMailer({ smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true`, from: 'putokaz@primer.rs', folder: '/nowhere', host: 'primer.rs' })

test('a letter in Serbian reaches a real mail server as it was written', async () => {
  await mailer().send({ id: 'a1', to: 'ана@пример.срб', subject: 'Потврдите адресу е-поште', text: 'Поштовани,\n\nћирилица и латиница: čćšžđ.\n' })
  const parsed = await simpleParser(received.at(-1)?.raw ?? '')
  expect(parsed.subject).toBe('Потврдите адресу е-поште')
  expect(parsed.text).toBe('Поштовани,\n\nћирилица и латиница: čćšžđ.\n')
  expect(parsed.messageId).toBe('<a1@primer.rs>')
})

test('nothing typed into a subject or an address makes a second header or a second recipient', async () => {
  await mailer().send({ id: 'a2', to: 'ana@primer.rs', subject: 'Наслов\r\nBcc: tudji@primer.rs', text: 'x' })
  await mailer()
    .send({ id: 'a3', to: 'ana@primer.rs\r\nRCPT TO:<tudji@primer.rs>', subject: 's', text: 'x' })
    .catch(() => undefined)
  expect(received.flatMap((one) => one.to)).not.toContain('tudji@primer.rs')
  for (const { raw } of received) expect(raw.toString('utf8')).not.toMatch(/^Bcc:/im)
})
