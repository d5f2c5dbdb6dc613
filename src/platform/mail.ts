/** Hands letters to an SMTP server, or, where none is set, lays them as files into the data folder for a person to open. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'

export interface Letter {
  /** Stable across repeats of the same sending, so that a mail server can drop doubles. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  send(letter: Letter): Promise<void>
}

export function openMailer(options: { smtpUrl?: string; from: string; folder: string; host: string }): Mailer {
  const transport = options.smtpUrl
    ? nodemailer.createTransport(options.smtpUrl)
    : nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send({ id, to, subject, text }) {
      const sent = await transport.sendMail({
        from: options.from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${options.host}>`,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      if (options.smtpUrl) return
      await mkdir(options.folder, { recursive: true, mode: 0o700 })
      await writeFile(join(options.folder, `${id}.eml`), (sent as { message: Buffer }).message, { mode: 0o600 })
    },
  }
}
