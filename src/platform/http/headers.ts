import type { ServerResponse } from 'node:http'
import type { Config } from '../config.ts'

/**
 * Headers that every answer carries, errors and files included. Pages replace the content policy by their own;
 * what does not gets the one that allows nothing.
 */
export function setSafeHeaders(response: ServerResponse, config: Config): void {
  response.setHeader('content-security-policy', `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
  response.setHeader('x-permitted-cross-domain-policies', 'none')
  if (config.publicUrl.protocol === 'https:') response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains')
}
