/** Finds text for people that stands in code instead of a catalogue. */
import { parse } from 'svelte/compiler'
import ts from 'typescript'

/** Letters that only Serbian text has. */
const serbianLetters = /\p{Script=Cyrillic}|[čćžšđČĆŽŠĐ]/u

/** String literals and pieces of templates with Serbian in them; comments and patterns are code. */
export function serbianInScript(text: string): string[] {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (serbianLetters.test(node.text)) found.push(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

interface Piece {
  readonly type?: string
  readonly name?: string
  readonly data?: string
  readonly value?: unknown
  readonly [key: string]: unknown
}

/** What assistive technology reads out, or a person sees, of an attribute. */
const readAttributes = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'title', 'alt', 'placeholder', 'label', 'summary', 'caption'])

/** Words written straight into the markup of a component, and Serbian in its expressions. */
export function wordsInComponent(text: string): string[] {
  const found: string[] = []
  visit(parse(text, { modern: true }), undefined, found)
  return found
}

function visit(node: unknown, inAttribute: string | undefined, found: string[]): void {
  if (Array.isArray(node)) for (const part of node) visit(part, inAttribute, found)
  else if (typeof node === 'object' && node !== null) look(node as Piece, inAttribute, found)
}

function look(piece: Piece, inAttribute: string | undefined, found: string[]): void {
  const attribute = piece.type === 'Attribute' ? piece.name : inAttribute
  const said = saidBy(piece, attribute)
  if (said !== undefined) found.push(said)
  for (const [key, value] of Object.entries(piece)) if (key !== 'loc' && key !== 'css') visit(value, attribute, found)
}

/** Names of formats and languages in capitals (PDF, EN) are signs. */
function isWords(text: string): boolean {
  return serbianLetters.test(text) || /\p{L}\p{Ll}/u.test(text)
}

function saidBy({ type, data, value }: Piece, attribute: string | undefined): string | undefined {
  if (type === 'Text' && isWords(data ?? '') && (attribute === undefined || readAttributes.has(attribute))) return data?.trim()
  if (type === 'Literal' && typeof value === 'string' && serbianLetters.test(value)) return value
  if (type === 'TemplateElement') {
    const { cooked } = value as { cooked: string }
    if (serbianLetters.test(cooked)) return cooked
  }
  return undefined
}
