import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Problem } from '../launch/problem.mjs'

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))

const debianFolder = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'

/** What the tests need beside npm's packages: how to see that it is there, and the Debian package that brings it. */
export const needs = [
  { what: 'the browser Chromium', brings: 'chromium', there: () => existsSync(process.env.PUTOKAZ_CHROMIUM ?? '/usr/bin/chromium') },
  { what: 'Serbian word lists', brings: 'hunspell-sr', there: () => existsSync('/usr/share/hunspell/sr_RS.dic') },
  { what: 'pdftotext', brings: 'poppler-utils', there: () => onPath('pdftotext') },
  { what: 'the proxy nginx', brings: 'nginx', there: () => onPath('nginx') || existsSync('/usr/sbin/nginx') },
  { what: 'libfaketime', brings: 'libfaketime', there: () => existsSync(`/usr/lib/${debianFolder}/faketime/libfaketimeMT.so.1`) },
  { what: 'OpenSSL', brings: 'openssl', there: () => onPath('openssl') },
  { what: 'unzip', brings: 'unzip', there: () => onPath('unzip') },
  { what: 'the EPUB checker', brings: 'epubcheck', there: () => existsSync('/usr/share/java/epubcheck.jar') },
  { what: 'java', brings: 'default-jre-headless', there: () => onPath('java') },
]

/** Installs what is missing where we may (Debian, as root); elsewhere says exactly what is missing. */
export async function prepareMachine(run) {
  const missing = needs.filter(({ there }) => !there())
  if (missing.length === 0) return
  const packages = missing.map(({ brings }) => brings)
  const list = missing.map(({ what, brings }) => `  ${what} (${brings})`).join('\n')
  if (!mayInstall())
    throw new Problem('missing', {
      plain: `Missing on this machine:\n${list}\nOn Debian: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    })
  process.stdout.write(`Installing ${packages.join(', ')} …\n`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run({ program: 'apt-get', args: ['update'], env })
  const installed = await run({ program: 'apt-get', args: ['install', '-y', '--no-install-recommends', ...packages], env })
  if (installed.code === 0 && needs.every(({ there }) => there())) return
  throw new Problem('missing', { plain: `These could not be installed:\n${list}` }, updated.said + installed.said)
}

function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get')
}
