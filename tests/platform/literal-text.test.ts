/** SEC-33, ASVS V1.3.7: nothing that people write is ever a template; it stays the text it is in letters, certificates and tables. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { askTrialLetter, openedLetter, outbox, sendDueLetters } from '#modules/notices/index.ts'
import { addPerson } from '#modules/people/index.ts'
import { changeSettings } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import { readCsv, writeCsv } from '#platform/csv.ts'
import { openMailer } from '#platform/mail.ts'
import { certificate } from '#platform/pdf/example.ts'
import { type TestSmtp, testSmtp } from '../support/smtp.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are text, and must stay so
/** Sixty pieces of other languages: templates, formulas, markup, settings of type, formats, headers. */
const pieces = [
  ...['{{constructor}}', '{{7*7}}', '{{{7*7}}}', '{{=7*7}}', '{{#with}}', '{{> x}}', '{% if 1 %}', '{# x #}', '{$x}', '{0}', '{name}', '{{name}}'],
  ...['{count, plural, one {#} other {#}}', "'{name}'", '${7*7}', '${name}', '#{7*7}', '@{7*7}', '*{7*7}', '~{x}', '<%= 7*7 %>', '<% x %>', '<?= 7 ?>'],
  ...['[[7*7]]', '[[${7*7}]]', '%s', '%d', '%n', '%(name)s', '%{name}', ':name', '$name', '$$', '$&', '$1', '\\1', '`id`', '$(id)', '|id', ';id'],
  ...['=1+1', '+1+1', '-1+1', '@SUM(1)', '＝1+1', '=HYPERLINK("x")', '=cmd|x', '<b>x</b>', '<script>x</script>', '&amp;', '&lt;', '"><img src=x>'],
  ...['#eval("x")', '#include "x"', '#set page(width: 1pt)', '$x^2$', '*x* _x_', '// x', '/* x */', '@label'],
] as const
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are text, and must stay so

let base: TestApp
let app: App
let smtp: TestSmtp
beforeAll(async () => {
  base = await testApp()
  smtp = await testSmtp()
  app = {
    ...base,
    mail: openMailer({ smtpUrl: `smtp://127.0.0.1:${smtp.port}?ignoreTLS=true`, from: 'putokaz@primer.rs', folder: '/nowhere', host: 'localhost' }),
  }
})
afterAll(async () => {
  await smtp.close()
  await base.close()
})

test('there are sixty', () => {
  expect(new Set(pieces).size).toBe(60)
})

describe('In a letter', () => {
  test('the name of a person and of the centre stay as they were written, in text, in HTML and in what is kept', async () => {
    for (const [order, piece] of pieces.entries()) {
      base.pass(1)
      const named = await changeSettings(app, {
        section: 'name',
        typed: { nameCyrillic: piece, nameLatin: piece, nameEnglish: piece },
        by: 'x' as PersonId,
        number: order,
      })
      expect(named.ok).toBe(true)
      const email = `osoba${order}@primer.rs`
      const added = await addPerson(app, { email, name: `Ана ${piece}`, roles: ['learner'], variant: order % 2 ? 'en' : 'sr-Cyrl', sample: false })
      if (!added.ok) throw new Error(`${piece}: ${added.refusal}`)
      await askTrialLetter(app, { by: added.value as PersonId })
      await app.jobs.drain(app)
      await sendDueLetters(app)
      const parsed = await simpleParser(smtp.received.at(-1)?.raw ?? '')
      expect(parsed.text).toContain(`Ана ${piece}\n`)
      expect(parsed.text).toContain(`\n\n${piece}\n\n`)
      expect(read(String(parsed.html))).toContain(`Ана ${piece}`)
      expect(String(parsed.html)).not.toMatch(/<script|<b>|<img/)
    }
    const [last] = (await outbox(app.db, {})).letters
    expect((await openedLetter(app.db, last?.id ?? ''))?.said?.text).toContain(`Ана ${pieces.at(-1)}`)
  }, 60_000)
})

function read(html: string): string {
  const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
  return html.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs[sign] ?? sign)
}

/** Our fonts have no full-width signs; a name with one is shown without it. */
const inNoFont = /＝/

test('in a certificate a name stays as it was written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'putokaz-literal-'))
  const file = join(folder, 'x.pdf')
  for (const piece of pieces.filter((piece) => !inNoFont.test(piece))) {
    writeFileSync(file, await app.pdf.pdf('certificate', { ...certificate, person: `Ана ${piece}` }, 'sr-Cyrl'))
    const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
    expect(text.replaceAll(/\s/g, '')).toContain(`Ана${piece}`.replaceAll(/\s/g, ''))
  }
}, 60_000)

test('in a table a cell comes back as it was written, and no program takes it for a formula', () => {
  const columns = [{ name: 'name' }]
  for (const piece of pieces) {
    const written = writeCsv(columns, [{ name: piece }])
    expect(written.split(/\r?\n/)[1]).not.toMatch(/^"?[=+\-@＝]/)
    const read = readCsv(written, columns)
    expect(read.ok && read.value.map(({ cells }) => cells.name)).toEqual([piece])
  }
})
