/** An authority of the tests' own, and a certificate by it for both host names of a centre. */
import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface TestCertificate {
  readonly certificate: string
  readonly key: string
  /** What clients trust, in PEM form. */
  readonly ca: string
  /** The hash of the key, by which Chromium is told to trust this one certificate and no other. */
  readonly spki: string
}

export function makeCertificate(folder: string, hosts: readonly string[]): TestCertificate {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'ignore'] })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-days', '2', '-subj', '/CN=Putokaz tests')
  openssl('req', ...key, '-keyout', at('host.key'), '-out', at('host.csr'), '-subj', `/CN=${hosts[0]}`)
  writeFileSync(at('host.ext'), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}\nextendedKeyUsage=serverAuth\n`)
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('host.ext')]
  openssl('x509', '-req', '-in', at('host.csr'), ...signing, '-out', at('host.pem'), '-days', '2')
  const { publicKey } = new X509Certificate(readFileSync(at('host.pem')))
  const spki = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
  return { certificate: at('host.pem'), key: at('host.key'), ca: readFileSync(at('ca.pem'), 'utf8'), spki }
}
