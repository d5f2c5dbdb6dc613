import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test.each([
  ['0', []],
  ['1', ['127.0.0.1', '::1']],
  ['10.89.0.0/24, ::1', ['10.89.0.0/24', '::1']],
])('PUTOKAZ_PROXY %j believes %j', (given, proxies) => {
  expect(readConfig({ PUTOKAZ_PROXY: given })).toMatchObject({ ok: true, value: { proxies } })
})

test.each(['yes', '10.0.0.0/33', '10.0.0.1/24/1', 'proxy.example', '1,,2'])('PUTOKAZ_PROXY %j is refused by name', (given) => {
  expect(readConfig({ PUTOKAZ_PROXY: given })).toMatchObject({ ok: false, refusal: { variable: 'PUTOKAZ_PROXY' } })
})

test('a secret may lie in a file, and a file that is not there is refused by name', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'putokaz-config-')), 'smtp')
  writeFileSync(file, 'smtps://ana:tajna@mail.primer.invalid\n')
  expect(readConfig({ SMTP_URL_FILE: file })).toMatchObject({ ok: true, value: { smtpUrl: 'smtps://ana:tajna@mail.primer.invalid' } })
  expect(readConfig({ SMTP_URL_FILE: `${file}-gone` })).toMatchObject({ ok: false, refusal: { variable: 'SMTP_URL_FILE' } })
})

test('a token for measurements that could be guessed is refused', () => {
  expect(readConfig({ PUTOKAZ_METRICS_TOKEN: 'kratak' })).toMatchObject({ ok: false, refusal: { variable: 'PUTOKAZ_METRICS_TOKEN' } })
})

test('the content host needs a name of its own, another port is not enough', () => {
  const given = { PUTOKAZ_URL: 'https://app.example', PUTOKAZ_CONTENT_URL: 'https://app.example:8443' }
  expect(readConfig(given)).toMatchObject({ ok: false, refusal: { variable: 'PUTOKAZ_CONTENT_URL' } })
})
