import { type Block, type Inline, mapText, parseManuscript, plainInline, plainText } from '@putokaz/manuscript'
import { toLatin } from '@putokaz/serbian'
import { describe, expect, test } from 'vitest'
import type { Variant } from '#kernel/localized.ts'
import type { Term } from './term.ts'
import { linkTerms, termFinder } from './term-links.ts'

const term = (id: string, cyrillic: string, en: string, more: Partial<Term> = {}): Term => ({
  id,
  term: { 'sr-Cyrl': cyrillic, en },
  also: [],
  definition: { 'sr-Cyrl': 'Објашњење.', en: 'Meaning.' },
  mark: 'V',
  areas: ['A1'],
  ...more,
})
const terms = [
  term('privremeni-staratelj', 'привремени старатељ', 'temporary guardian', { also: ['старатељ'] }),
  term('stranac', 'странац', 'foreigner'),
  term('azil', 'азил', 'asylum'),
  term('centar-za-azil', 'центар за азил', 'asylum centre', { also: ['центар за прихват'] }),
  term('npm', 'национални механизам', 'national mechanism', { also: ['НПМ', 'NPM'] }),
  term('upucivanje', 'упућивање', 'referral', { forms: ['упутили', 'referring'] }),
  term('kurs', 'курс', 'course', { areas: [] }),
]

function blocksOf(body: string, file = '01-proba.md'): Block[] {
  const front = ['---', 'title: { sr-Cyrl: "Проба", en: "Trial" }', 'summary: { sr-Cyrl: "Проба", en: "Trial" }', 'owner: { sr-Cyrl: Уредник, en: Editor }']
  const text = [...front, 'checked: 2026-11-01', 'nextCheck: 2027-05-01', 'mark: practice', '---', '', body, ''].join('\n')
  const read = parseManuscript(text, { file, kind: 'chapter' })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value.blocks
}

/** `words → term` of every link to the glossary, in order. */
function linksOf(blocks: readonly Block[]): string[] {
  const found: string[] = []
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one)
    else if (value !== null && typeof value === 'object') {
      const inline = value as Inline
      if (inline.kind === 'link' && inline.href.startsWith('/glossary#')) found.push(`${plainInline(inline.children)} → ${inline.href.slice(10)}`)
      for (const inside of Object.values(value)) look(inside)
    }
  }
  look(blocks)
  return found
}

function linked(body: string, variant: Variant = 'sr-Cyrl'): string[] {
  const blocks = blocksOf(body, variant === 'en' ? '01-proba.en.md' : '01-proba.md')
  return linksOf(linkTerms(variant === 'sr-Latn' ? mapText(blocks, toLatin) : blocks, termFinder(terms, variant)).blocks)
}

describe('a term is linked', () => {
  test.each([
    ['Зовите привременог старатеља.', 'привременог старатеља → privremeni-staratelj'],
    ['Са Привременим старатељем.', 'Привременим старатељем → privremeni-staratelj'],
    ['Прича о странцима.', 'странцима → stranac'],
    ['Људи у центрима за азил.', 'центрима за азил → centar-za-azil'],
    ['Зове се и центар за прихват.', 'центар за прихват → centar-za-azil'],
    ['Обишао нас је НПМ.', 'НПМ → npm'],
    ['Тако смо их упутили.', 'упутили → upucivanje'],
    ['Тражи **азил** одмах.', 'азил → azil'],
  ])('%s', (text, link) => {
    expect(linked(text)).toEqual([link])
  })

  test('in Latin letters', () => {
    expect(linked('Зовите привременог старатеља, у центру за азил.', 'sr-Latn')).toEqual([
      'privremenog staratelja → privremeni-staratelj',
      'centru za azil → centar-za-azil',
    ])
  })

  test('in English', () => {
    expect(linked('Temporary guardians and the NPM meet foreigners in asylum centres, referring them.', 'en')).toEqual([
      'Temporary guardians → privremeni-staratelj',
      'NPM → npm',
      'foreigners → stranac',
      'asylum centres → centar-za-azil',
      'referring → upucivanje',
    ])
  })

  test('once in a text, wherever it comes first', () => {
    expect(linked('Први странац.\n\n- други странац\n- азил\n\nОпет азил.')).toEqual(['странац → stranac', 'азил → azil'])
  })
})

describe('nothing is linked', () => {
  test.each([
    ['in a heading', '## О странцима'],
    ['in a link', 'Видите [странце](02-drugo).'],
    ['in code', 'Упишите `странац`.'],
    ['in another language', 'Реч [странац]{lang=bg}.'],
    ['in the name of who speaks', ':::dialogue Разговор\n- **Странац:** Добар дан.\n:::'],
    ['in a list to tick', ':::checklist Пре пута\n- питајте странца\n:::'],
    ['in the title of a box', ':::callout О странцима\nПамтите.\n:::'],
    ['in a note on content', ':::note-on-content О чему је реч\nО странцу.\n:::'],
    ['for a word of the product', 'Овај курс траје кратко.'],
    ['for one of several other words', 'Наш старатељ је дошао.'],
    ['for a word that only looks like a term', 'Странка и страна, азилант и азилни.'],
    ['across a stop', 'Дође привремени. Старатељ оде.'],
  ])('%s', (_where, body) => {
    expect(linked(body)).toEqual([])
  })

  test('to a term that the text itself explains', () => {
    expect(linked(':::definition Привремени старатељ\nОсоба уз дете.\n:::\n\nДошао је привремени старатељ, и странац.')).toEqual(['странац → stranac'])
  })
})

test('the words of a text stay what they were', () => {
  const blocks = blocksOf('Странац у *центру за азил* тражи азил.\n\n| Ко | Где |\n|---|---|\n| привремени старатељ | НПМ |')
  const { blocks: after, terms: found } = linkTerms(blocks, termFinder(terms, 'sr-Cyrl'))
  expect(plainText(after)).toBe(plainText(blocks))
  expect(found).toEqual(['stranac', 'centar-za-azil', 'azil', 'privremeni-staratelj', 'npm'])
})
