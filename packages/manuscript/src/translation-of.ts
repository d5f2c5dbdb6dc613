import type { Block, Manuscript } from './document.ts'

/**
 * Where a translation departs from its source: a passage is `missing` from it, is `extra` in it,
 * or is `stale` because the source passage was checked after the translation was.
 * `id` and `line` are of the file in which the passage stands.
 */
export type TranslationGap = { state: 'missing' | 'extra' | 'stale'; id: string; kind: Block['kind']; line: number }

/** Compares the two passage by passage, in order; passages with the same fixed id or the same make are partners. */
export function translationOf(source: Manuscript, translation: Manuscript): TranslationGap[] {
  const pairs = align(source.blocks, translation.blocks)
  return pairs.flatMap(({ from, to }): TranslationGap[] => {
    if (from && to) {
      const isStale = (from.origin.checked ?? '') > (to.origin.checked ?? '')
      return isStale ? [{ state: 'stale', id: from.id, kind: from.kind, line: source.lines[from.id] ?? 1 }] : []
    }
    if (from) return [{ state: 'missing', id: from.id, kind: from.kind, line: source.lines[from.id] ?? 1 }]
    if (to) return [{ state: 'extra', id: to.id, kind: to.kind, line: translation.lines[to.id] ?? 1 }]
    return []
  })
}

type Pair = { from?: Block; to?: Block }

/** The longest common run of partners (Wagner and Fischer 1974), so that one lost passage does not shift all that follow. */
function align(from: Block[], to: Block[]): Pair[] {
  const longest: number[][] = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0))
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const best = arePartners(from[i], to[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
      const row = longest[i]
      if (row) row[j] = best
    }
  }
  return walk(from, to, at)
}

function walk(from: Block[], to: Block[], at: (i: number, j: number) => number): Pair[] {
  const pairs: Pair[] = []
  let i = 0
  let j = 0
  while (i < from.length || j < to.length) {
    const left = from[i]
    const right = to[j]
    if (left && right && arePartners(left, right)) {
      pairs.push({ from: left, to: right })
      i++
      j++
    } else if (left && (!right || at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ from: left })
      i++
    } else if (right) {
      pairs.push({ to: right })
      j++
    }
  }
  return pairs
}

function arePartners(a: Block | undefined, b: Block | undefined): boolean {
  return a !== undefined && b !== undefined && make(a) === make(b)
}

/** What stays the same in every language: a fixed id, or the kind of passage and its parts. */
function make(block: Block): string {
  if (block.kind === 'heading') return `heading ${block.level}`
  if (block.kind === 'practice') return `practice ${block.question}`
  // A drawing in English stands beside its source as `x.en.svg`.
  if ('src' in block) return `${block.kind} ${block.src.replace(/\.en(?=\.\w+$)/, '')}`
  const fixed = /^p-\d/.test(block.id) ? '' : block.id
  if (block.kind === 'list' || block.kind === 'checklist') return `${block.kind} ${fixed} ${block.items.length}`
  if (block.kind === 'table') return `table ${fixed} ${block.head.length} ${block.rows.length}`
  return block.kind === 'dialogue' ? `dialogue ${fixed} ${block.turns.length}` : `${block.kind} ${fixed}`
}
