/** What accessibility asks of the source, where no page has to be opened. Numbers are those of WCAG 2.2. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './support/tree-copy.ts'

function filesIn(folder: string, ending: RegExp): { file: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && statSync(join(root, folder, file)).isFile())
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(root, folder, file), 'utf8') }))
}

const code = filesIn('src', /\.(svelte|ts|css)$/)
const pictures = filesIn('centre', /\.svg$/)

const faults: Record<string, RegExp> = {
  'a gesture, a tilt or a drag (2.5.1, 2.5.4, 2.5.7)':
    /\b(?:on)?(?:touchstart|touchmove|pointermove|gesturestart|devicemotion|deviceorientation|dragstart|dragover)\b|draggable=/,
  'an act on pressing down (2.5.2)': /\bon(?:mousedown|pointerdown|touchstart)=|addEventListener\('(?:mousedown|pointerdown)'/,
  'an act on choosing or on the focus (3.2.1, 3.2.2)': /\bonchange=|\bonfocus=|onblur=/,
  'something that repeats without end or flashes (2.2.2, 2.3.1)': /animation[^;]*\binfinite\b|<marquee|<blink|animation-iteration-count/,
  'a key of its own (2.1.4)': /\baccesskey=/,
  'a page that goes on by itself (2.2.1)': /http-equiv="?refresh/i,
  'a window that cannot be enlarged (1.4.4)': /user-scalable\s*=\s*no|maximum-scale\s*=\s*1/,
}

const samples: Record<string, string> = {
  'a gesture, a tilt or a drag (2.5.1, 2.5.4, 2.5.7)': `<li draggable="true">`,
  'an act on pressing down (2.5.2)': `<button onpointerdown={go}>`,
  'an act on choosing or on the focus (3.2.1, 3.2.2)': `<select onchange={go}>`,
  'something that repeats without end or flashes (2.2.2, 2.3.1)': `.a { animation: turn 1s infinite }`,
  'a key of its own (2.1.4)': `<a accesskey="s">`,
  'a page that goes on by itself (2.2.1)': `<meta http-equiv="refresh" content="5">`,
  'a window that cannot be enlarged (1.4.4)': `<meta name="viewport" content="user-scalable=no">`,
}

describe.each(Object.entries(faults))('The program has nowhere %s', (name, fault) => {
  test('in its own files', () => {
    expect(code.filter(({ text }) => fault.test(text)).map(({ file }) => file)).toEqual([])
  })

  test('and would be caught with it', () => {
    expect(samples[name]).toMatch(fault)
  })
})

/** Colour or shape as the only name of a thing: „зелено дугме“, “the round icon”. */
const byLooks = {
  'sr-Cyrl': /(?:зелен|црвен|плав|жут|округл|четвртаст)\p{L}* (?:дугм|знак|пољ|оквир|линк|слов|тачк|кутиј)/iu,
  en: /\b(?:green|red|blue|yellow|round|square) (?:button|mark|field|box|icon|link|letters|dot)|(?:button|link|box|icon) (?:on|at|to) the (?:left|right)/i,
} as const

test('no text of the interface names a thing by its colour, its shape or its side alone (1.3.3)', () => {
  for (const [variant, pattern] of Object.entries(byLooks)) {
    const texts = filesIn(`src/texts/${variant}`, /\.json$/).flatMap(({ text }) => Object.values(JSON.parse(text) as Record<string, string>))
    expect(texts.length).toBeGreaterThan(500)
    expect(texts.filter((text) => pattern.test(text))).toEqual([])
  }
  expect('Притисните зелено дугме.').toMatch(byLooks['sr-Cyrl'])
  expect('Press the green button.').toMatch(byLooks.en)
})

test('figures hold their words as text, and name themselves (1.4.5, 1.1.1)', () => {
  expect(pictures.length).toBeGreaterThan(10)
  expect(pictures.filter(({ text }) => /<image\b|data:image|<foreignObject/.test(text)).map(({ file }) => file)).toEqual([])
  expect(pictures.filter(({ text }) => !/<title\b[^>]*>[^<]+<\/title>/.test(text)).map(({ file }) => file)).toEqual([])
  expect(filesIn('centre', /\.(png|jpe?g|webp|gif|avif)$/i).map(({ file }) => file)).toEqual([])
})

test('the sample centre has no film and no sound, as the table says (1.2.1–1.2.5, 1.4.2)', () => {
  expect(filesIn('centre', /\.(mp4|webm|ogv|mp3|ogg|wav|m4a|vtt)$/i).map(({ file }) => file)).toEqual([])
  expect(
    filesIn('centre', /\.md$/)
      .filter(({ text }) => /^:::video/m.test(text))
      .map(({ file }) => file),
  ).toEqual([])
})

test('a film shows its captions, and nothing plays by itself (1.2.2, 1.4.2)', () => {
  const player = readFileSync(join(root, 'src/ui/passages/OneBlock.svelte'), 'utf8')
  expect(player).toMatch(/<video controls preload="metadata"[^>]*>\s*<source[^>]*\/>\s*<track kind="captions"[^>]* default/)
  expect(code.filter(({ text }) => /\bautoplay\b(?!=)/.test(text) && /<(?:video|audio)/.test(text)).map(({ file }) => file)).toEqual([])
})
