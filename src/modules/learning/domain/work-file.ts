/** Work that was done on a device, as it leaves it in a file: each body is encrypted under the person's device key. Binary parts are base64. */
export interface WorkFile {
  readonly format: typeof workFileFormat
  readonly version: 1
  readonly person: string
  /** Life of the server that the device knew last; empty when it never met one. */
  readonly epoch: string
  /** When the file was made, ISO 8601. */
  readonly made: string
  readonly entries: readonly WorkFileEntry[]
  /** HMAC-SHA-256 over `signedText` with a key derived from the device key by HKDF (RFC 5869) under `workFileKeyInfo`, without salt. */
  readonly signature: string
}

export interface WorkFileEntry {
  readonly id: string
  readonly born: string
  readonly to: string
  /** 12 bytes. */
  readonly iv: string
  /** AES-256-GCM: the ciphertext, then its tag. */
  readonly data: string
}

/** What became of one entry where the file came in. */
export interface WorkFileOutcome {
  readonly id: string
  readonly outcome: 'accepted' | 'there-already' | 'refused'
  readonly reason?: string
}

export const workFileFormat = 'putokaz-work'
export const workFileKeyInfo = 'putokaz-work-file'

/** What is signed: the same text on every device, however the file was written. */
export function signedText({ format, version, person, epoch, made, entries }: Omit<WorkFile, 'signature'>): string {
  return JSON.stringify([format, version, person, epoch, made, entries.map(({ id, born, to, iv, data }) => [id, born, to, iv, data])])
}
