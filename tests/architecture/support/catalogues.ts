/** The message catalogues, with every message read out in all the ways in which it can come out. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { root } from './tree-copy.ts'

export interface Message {
  readonly namespace: string
  readonly key: string
  /** Arguments stand as `1`, so that the words around them are what is read. */
  readonly readings: readonly string[]
}

export function namespaces(language: string): string[] {
  return readdirSync(join(root, 'src/texts', language))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace('.json', ''))
}

export function messages(language: string): Message[] {
  return namespaces(language).flatMap((namespace) => {
    const catalogue: Record<string, string> = JSON.parse(readFileSync(join(root, 'src/texts', language, `${namespace}.json`), 'utf8'))
    return Object.entries(catalogue).map(([key, text]) => ({ namespace, key, readings: readOut(parse(text)) }))
  })
}

function readOut(elements: readonly MessageFormatElement[]): string[] {
  return elements.map(partsOf).reduce((starts, ends) => starts.flatMap((start) => ends.map((end) => start + end)), [''])
}

function partsOf(element: MessageFormatElement): string[] {
  if (element.type === TYPE.literal) return [element.value]
  if (element.type === TYPE.plural || element.type === TYPE.select) return Object.values(element.options).flatMap(({ value }) => readOut(value))
  return ['1']
}

const endOfSentence = /(?<=[.!?…:;])\s+|\n+/

export function sentences(text: string): string[] {
  return text.split(endOfSentence).filter((sentence) => sentence.trim() !== '')
}

/** Runs of letters; a hyphen ends one (RSS-а). */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}]+/gu) ?? []
}
