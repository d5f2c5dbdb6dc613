import { encode } from 'uqr'
import type { App } from '#platform/app.ts'

export interface Slip {
  readonly code: string
  readonly name: string | null
  readonly place: string | null
  readonly until: string
}

/** Slips to be cut apart, with the address of the page as text and as a QR code (ISO/IEC 18004) of dark runs. */
export interface Slips {
  readonly address: string
  readonly qr: { readonly side: number; readonly path: string }
  readonly slips: readonly Slip[]
}

interface Issued {
  readonly code: string
  readonly name?: string
  readonly place?: string | null
  readonly expires: Date
}

export function slipsOf({ app }: { app: App }, issued: readonly Issued[]): Slips {
  // Without a prefix it is short, and leads each reader to her own script.
  const address = new URL('/with-code', app.config.publicUrl).href
  const { data: rows, size } = encode(address, { border: 2 })
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return {
    address,
    qr: { side: size, path },
    slips: issued.map(({ code, name = null, place = null, expires }) => ({ code, name, place, until: expires.toISOString().slice(0, 10) })),
  }
}
