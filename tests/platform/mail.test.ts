import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openMailer } from '#platform/mail.ts'
import { type TestSmtp, testSmtp } from '../support/smtp.ts'

let smtp: TestSmtp
beforeAll(async () => {
  smtp = await testSmtp()
})
beforeEach(() => {
  smtp.answer = undefined
})
afterAll(() => smtp.close())

const mailer = (port = smtp.port, patience = 5000) =>
  openMailer({ smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true`, from: 'putokaz@primer.rs', folder: '/nowhere', host: 'primer.rs', patience })
const letter = { id: 'a1', to: 'ana@primer.rs', subject: 'Наслов', text: 'Текст.\n' }

test('a letter in Serbian reaches a real mail server as it was written', async () => {
  const text = 'Поштовани,\n\nћирилица и латиница: čćšžđ.\n'
  expect(
    await mailer().send({ ...letter, to: 'ana@пример.срб', subject: 'Потврдите адресу е-поште', text, senderName: 'Путоказ', replyTo: 'pisite@primer.rs' }),
  ).toEqual({
    ok: true,
    value: null,
  })
  const parsed = await simpleParser(smtp.received.at(-1)?.raw ?? '')
  expect(parsed.subject).toBe('Потврдите адресу е-поште')
  expect(parsed.text).toBe(text)
  expect(parsed.messageId).toBe('<a1@primer.rs>')
  expect(parsed.from?.value).toEqual([{ name: 'Путоказ', address: 'putokaz@primer.rs' }])
  expect(parsed.replyTo?.text).toBe('pisite@primer.rs')
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
})

describe('Nothing typed makes a second header or a second recipient (ASVS V1.3.11)', () => {
  const headers = ['\r\nBcc: tudji@primer.rs', '\nBcc: tudji@primer.rs', '\rBcc: tudji@primer.rs', '\u2028Bcc: tudji@primer.rs', '\0\r\n\r\n<h1>telo</h1>']

  test.each(headers)('not in a subject or a name: %j', async (more) => {
    await mailer().send({ ...letter, subject: `Наслов${more}`, senderName: `Име${more}` })
    const { raw, to } = smtp.received.at(-1) ?? { raw: Buffer.alloc(0), to: [] }
    expect(to).toEqual(['ana@primer.rs'])
    const [head = ''] = raw.toString('utf8').split(/\r?\n\r?\n/)
    expect(head).not.toMatch(/^bcc:/im)
    expect((await simpleParser(raw)).text?.trim()).toBe('Текст.')
  })

  test.each([
    'ana@primer.rs\r\nRCPT TO:<tudji@primer.rs>',
    'ana@primer.rs, tudji@primer.rs',
    'ana@primer.rs;tudji@primer.rs',
    'Ana <tudji@primer.rs>',
    '<tudji@primer.rs>',
    'tudji@primer.rs (ana)',
    'grupa: tudji@primer.rs, ana@primer.rs;',
    '"a b"@primer.rs',
    '@a,@b:tudji@primer.rs',
    'ana@primer.rs> SIZE=1\r\nDATA',
    'ana@primer.rs\0',
    'ana@primer\u202ers.rs',
    'ana',
    '@primer.rs',
    '',
    `${'a'.repeat(65)}@primer.rs`,
  ])('not in an address: %j is refused before a word is said to the server', async (to) => {
    const before = smtp.received.length
    expect(await mailer().send({ ...letter, to })).toEqual({ ok: false, refusal: { passing: false, problem: 'address' } })
    expect(smtp.received).toHaveLength(before)
  })

  test('a file or an address in a letter is text: nothing is read, nothing is fetched', async () => {
    await mailer().send({ ...letter, text: 'x', html: '<img src="file:///etc/passwd"><img src="http://127.0.0.1:1/x">' })
    expect(smtp.received.at(-1)?.raw.toString()).not.toContain('root:')
  })
})

describe('A server', () => {
  test.each([
    ['that is busy', 451, { passing: true, problem: 'smtp-451' }],
    ['whose mailbox is full for now', 452, { passing: true, problem: 'smtp-452' }],
    ['that is going down', 421, { passing: true, problem: 'smtp-421' }],
    ['that does not know the mailbox', 550, { passing: false, problem: 'smtp-550' }],
    ['that refuses the letter', 554, { passing: false, problem: 'smtp-554' }],
  ] as const)('%s is told apart', async (_name, code, refusal) => {
    smtp.answer = () => code
    expect(await mailer().send(letter)).toEqual({ ok: false, refusal })
  })

  test('that says nothing is waited for so long and no longer', async () => {
    smtp.answer = () => 'silence'
    const began = Date.now()
    expect(await mailer(smtp.port, 300).send(letter)).toEqual({ ok: false, refusal: { passing: true, problem: 'timeout' } })
    expect(Date.now() - began).toBeLessThan(3000)
  })

  test('that is not there is not there for now', async () => {
    expect(await mailer(1).send(letter)).toEqual({ ok: false, refusal: { passing: true, problem: 'connection' } })
  })

  test('that does not know the recipient refuses her for good; one that does not know us does so for now', async () => {
    const picky = await testSmtp({ onRcptTo: (_address, _session, callback) => callback(Object.assign(new Error('nobody'), { responseCode: 550 })) })
    expect(await mailer(picky.port).send(letter)).toEqual({ ok: false, refusal: { passing: false, problem: 'smtp-550' } })
    await picky.close()
    const closed = await testSmtp({ onMailFrom: (_address, _session, callback) => callback(Object.assign(new Error('sign in'), { responseCode: 530 })) })
    expect(await mailer(closed.port).send(letter)).toMatchObject({ ok: false, refusal: { passing: true } })
    await closed.close()
  })
})
