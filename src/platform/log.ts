import pino from 'pino'

/** One line of JSON per event. Ids only: never a name, an e-mail, an answer or an address of a person. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}
export type LogFields = { readonly [key: string]: string | number | boolean | undefined }

export function createLog(destination: string | 1 | 2 = 2): Log {
  const lines = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: destination, mkdir: true, sync: false, mode: 0o600 }))
  return {
    info: (event, fields) => lines.info(fields ?? {}, event),
    warn: (event, fields) => lines.warn(fields ?? {}, event),
    error: (event, fields) => lines.error(fields ?? {}, event),
  }
}

/** What may be said of an error in the log: its kind, code and first line of code, never values from the request. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const at = error.stack?.split('\n').find((line) => line.includes('    at '))
  const code = String((error as { code?: unknown }).code ?? '')
  // Libraries quote what was sent to them; only our own errors, which have no code, say nothing of a person.
  const message = code === '' ? error.message.slice(0, 200) : undefined
  return { error: error.name, code, message, at: at?.trim() }
}
