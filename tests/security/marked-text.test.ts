/** SEC-11 (ASVS V1.3.1, V1.3.5, V1.2.2): whatever an author writes into marked text, what comes out has only the names we know, and links only where we allow. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseManuscript, plainText, toXhtml } from '@putokaz/manuscript'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { root } from '../support/server.ts'
import { times } from './extent.ts'

const tags = [
  'script',
  'style',
  'svg',
  'math',
  'mtext',
  'mglyph',
  'malignmark',
  'annotation-xml',
  'foreignObject',
  'noscript',
  'template',
  'iframe',
  'form',
  'input',
  'img',
  'a',
  'p',
  'table',
  'td',
  'select',
  'option',
  'title',
  'textarea',
  'xmp',
  'plaintext',
  'object',
  'embed',
  'base',
  'meta',
  'link',
  'b',
]
const attributes = [
  'onload=x()',
  'onerror="x()"',
  'href=javascript:x()',
  'src=x',
  'srcdoc="<script>x()</script>"',
  'id=cookie',
  'name=body',
  'style="x:expression(x())"',
  'xlink:href=data:text/html,x',
  'action=//evil.example',
  'is=x',
]
const pieces = [
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&lt;',
  '&#x3c;',
  '&#60;script&#62;',
  '\u0000',
  '</',
  '/>',
  '`',
  '``',
  '*',
  '_',
  '[',
  '](',
  ')',
  '\n\n',
  '\n> ',
  '\n- ',
  '\n1. ',
  '| a |',
  '\n|---|\n',
  ':::note\n',
  '\n:::\n',
  '{lang=ar}',
  '{keep}',
  '# ',
  '\\',
]
const links = [
  '[a](javascript:x())',
  '[a](JaVaScRiPt:x())',
  '[a](data:text/html,<script>x()</script>)',
  '[a](vbscript:x)',
  '[a](java\tscript:x())',
  '[a](<javascript:x()>)',
  '[a](&#106;avascript:x())',
  '[a](//evil.example)',
  '[a](https://primer.rs)',
  '[a](#x)',
  '[a](mailto:a@primer.rs)',
  '![x](x.svg "onerror=x()")',
  '<javascript:x()>',
  '<https://primer.rs>',
]

const tree: fc.Arbitrary<string> = fc.letrec<{ node: string; forest: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...pieces),
    fc.constantFrom(...links),
    fc.string({ maxLength: 12 }),
    fc
      .tuple(fc.constantFrom(...tags), fc.subarray(attributes, { maxLength: 3 }), tie('forest'), fc.boolean())
      .map(([tag, own, inside, closed]) => `<${[tag, ...own].join(' ')}>${inside}${closed ? `</${tag}>` : ''}`),
  ),
  forest: fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join('')),
})).forest

const options = { figure: (src: string) => `files/${encodeURIComponent(src)}`, labels: { kinds: {}, marks: {} } }
const known = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tr th td blockquote dl dt dd figure img figcaption section a span strong em code b br sub sup'.split(' '),
)
const knownAttributes = new Set(['id', 'class', 'lang', 'xml:lang', 'dir', 'href', 'src', 'alt', 'scope', 'start'])
/** Our own writer puts each value between quotation marks and escapes what could end it. */
const element = /<(\/?)([^\s/>]*)((?: [\w:-]+="[^"<]*")*)\/?>/g

function faultsIn(html: string): string[] {
  const faults: string[] = []
  const rest = html.replaceAll(element, (_, _close: string, name: string, own: string) => {
    if (!known.has(name)) faults.push(`element ${name}`)
    for (const [, attribute = '', value = ''] of own.matchAll(/ ([\w:-]+)="([^"]*)"/g)) {
      if (!knownAttributes.has(attribute)) faults.push(`attribute ${attribute}`)
      if (attribute === 'href' && !/^(https?:\/\/|mailto:|tel:|#|\/(?!\/))/.test(value)) faults.push(`link to ${value}`)
    }
    return ''
  })
  if (/[<>]/.test(rest.replaceAll('&gt;', '').replaceAll('&lt;', ''))) faults.push('a bracket that is no element of ours')
  return faults
}

/** The head of a real page, so that only what follows is on trial. */
const front = /^---\n[\s\S]*?\n---\n/.exec(readFileSync(join(root, 'centre/pages/about.md'), 'utf8'))?.[0] ?? ''

/** What readers get of it: nothing when it is refused. */
function shown(text: string): { html: string; plain: string } | undefined {
  const read = parseManuscript(front + text, { file: 'proba.md', kind: 'page' })
  return read.ok ? { html: toXhtml(read.value.blocks, options), plain: plainText(read.value.blocks) } : undefined
}

test('no tree of HTML in marked text becomes anything but text and our own elements', { timeout: 300_000 }, () => {
  let accepted = 0
  fc.assert(
    fc.property(tree, (text) => {
      const page = shown(text)
      accepted += page ? 1 : 0
      expect(faultsIn(page?.html ?? '')).toEqual([])
    }),
    { numRuns: times(20_000, 1500) },
  )
  // Most are refused by name; what is let through is what must be looked at.
  expect(accepted).toBeGreaterThan(times(1000, 60))
})

test('what readers see, written once more, is as harmless', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(tree, (text) => {
      expect(faultsIn(shown(shown(text)?.plain ?? '')?.html ?? '')).toEqual([])
    }),
    { numRuns: times(5000, 500) },
  )
})

test('HTML is refused with the line where it stands', () => {
  const read = parseManuscript(`${front}Текст.\n\n<script>x()</script>\n`, { file: 'proba.md', kind: 'page' })
  expect(read.ok ? [] : read.problems.map(({ line, rule }) => [line, rule])).toEqual([[front.split('\n').length + 2, 'no-html']])
})

test('the eyes of this test see what must not be there', () => {
  for (const bad of ['<script>', '<p onclick="x()">', '<a href="javascript:x()">', '<a href="//evil.example">', '<p', 'a < b'])
    expect(faultsIn(bad)).not.toEqual([])
  expect(faultsIn('<p id="x"><a href="https://primer.rs">a &lt; b</a></p>')).toEqual([])
})
