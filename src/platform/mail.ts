/** Hands letters to an SMTP server, or, where none is set, lays them as files into the data folder for a person to open. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type Mail from 'nodemailer/lib/mailer/index.js'
import { done, type Result, refuse } from '#kernel/result.ts'

/** A letter to one person, ready to go. */
export interface Letter {
  /** Stable across repeats of the same sending, so that a mail server can drop doubles. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** A calendar (RFC 5545) that says the date of which the letter speaks. */
  readonly calendar?: { readonly name: string; readonly content: string }
  /** A picture that the HTML shows as `cid:…`; nothing is ever fetched from afar. */
  readonly picture?: { readonly cid: string; readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }
  readonly senderName?: string
  readonly replyTo?: string
  /** Where a letter that nobody has to get is declined (RFC 2369 §3.2). */
  readonly unsubscribe?: string
}

/** Why a letter was not taken: `passing` troubles may be over at the next try, others never are. */
export interface MailTrouble {
  readonly passing: boolean
  /** `smtp-452`, `address`, `connection`, `sign-in`, `timeout`: a class, never what the server wrote. */
  readonly problem: string
}

export interface Mailer {
  /** True when letters are laid into a folder because no SMTP server is set. */
  readonly toFolder: boolean
  send(letter: Letter): Promise<Result<null, MailTrouble>>
  /** The name by which a letter is known to mail servers, the same in every try (RFC 5322 §3.6.4). */
  messageId(id: string): string
}

export interface MailerOptions {
  readonly smtpUrl?: string
  readonly from: string
  readonly folder: string
  readonly host: string
  /** How long one sending may take as a whole. */
  readonly patience?: number
}

const patience = 120_000

export function openMailer(options: MailerOptions): Mailer {
  const { smtpUrl, from, folder, host } = options
  const waits = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000, dnsTimeout: 10_000 }
  const server = smtpUrl === undefined ? undefined : nodemailer.createTransport({ url: smtpUrl, ...waits })
  const paper = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  const messageId = (id: string) => `<${id}@${host}>`
  return {
    toFolder: smtpUrl === undefined,
    messageId,
    async send(letter) {
      if (!oneAddress.test(letter.to) || letter.to.length > 254) return refuse({ passing: false, problem: 'address' })
      try {
        const message = messageOf(letter, from, messageId(letter.id))
        if (server) await within(server.sendMail(message), options.patience ?? patience)
        else await lay(folder, letter.id, (await paper.sendMail(message)).message as Buffer)
        return done(null)
      } catch (error) {
        return refuse(troubleOf(error))
      }
    },
  }
}

/** One mailbox and nothing else: no list, no name, no comment, no control sign, no source route (RFC 5321 §4.1.2). */
const oneAddress = /^[^\s@<>()[\],;:\\"\p{Cc}\p{Cf}]{1,64}@[^\s@<>()[\],;:\\"\p{Cc}\p{Cf}]{1,253}$/u

function messageOf(letter: Letter, from: string, messageId: string): Mail.Options {
  const { to, subject, text, html, calendar, picture, senderName = '', replyTo, unsubscribe } = letter
  const attachments = picture && [{ cid: picture.cid, filename: picture.name, contentType: picture.mediaType, content: Buffer.from(picture.bytes) }]
  return {
    from: { name: oneLine(senderName), address: from },
    to: { name: '', address: to },
    envelope: { from, to: [to] },
    subject: oneLine(subject),
    text,
    messageId,
    ...(html !== undefined && { html }),
    ...(calendar && { icalEvent: { method: 'PUBLISH', filename: calendar.name, content: calendar.content } }),
    ...(attachments && { attachments }),
    ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
    headers: {
      // RFC 3834 §5: no machine answers a machine.
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe !== undefined && { 'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` } }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** What goes into a header stays on its line. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

function within<T>(sending: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })), milliseconds)
  })
  return Promise.race([sending, late]).finally(() => clearTimeout(timer))
}

/** A repeat lays the same file again, whole or not at all. */
async function lay(folder: string, id: string, message: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${folder}-draft-${id}`
  await writeFile(draft, message, { mode: 0o600 })
  await rename(draft, join(folder, `${id}.eml`))
}

/** What a server says of us (our sign-in, our standing) passes when somebody mends it; only what it says of this letter is final. */
const ofUs = new Set([421, 530, 534, 535, 538, 554])
const problems: Readonly<Record<string, string>> = {
  EAUTH: 'sign-in',
  ENOAUTH: 'sign-in',
  EOAUTH2: 'sign-in',
  ETIMEDOUT: 'timeout',
  ETLS: 'tls',
  EDNS: 'connection',
  ECONNECTION: 'connection',
  ESOCKET: 'connection',
}

function troubleOf(error: unknown): MailTrouble {
  const { code = '', responseCode, command = '' } = error as { code?: string; responseCode?: number; command?: string }
  if (code === 'EAUTH') return { passing: true, problem: 'sign-in' }
  if (typeof responseCode !== 'number') return { passing: true, problem: problems[code] ?? 'connection' }
  // A 554 in greeting is about us (RFC 5321 §3.1); after RCPT or DATA it is about the letter.
  const aboutUs = ofUs.has(responseCode) && !(responseCode === 554 && /RCPT|DATA/.test(command))
  return { passing: responseCode < 500 || aboutUs, problem: `smtp-${responseCode}` }
}
