/**
 * Cells that a spreadsheet would take for a formula get an apostrophe in front when written, and lose it when read.
 * A cell that has apostrophes of its own before such a beginning gets one more, so that both ways together change nothing.
 */
const formula = /^'*(?:[\t\r\n]|[\s\u200b\ufeff]*[=+\-@|%＝＋－＠﹦﹢﹣﹫−])/
const guarded = /^'+(?:[\t\r\n]|[\s\u200b\ufeff]*[=+\-@|%＝＋－＠﹦﹢﹣﹫−])/

export function guard(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

export function unguard(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell
}
