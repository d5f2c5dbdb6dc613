import type { Language, Lines } from './document.ts'
import type { Problem, Rule } from './problem.ts'

/** The file being read: collects what is wrong with it and where things stand in it. */
export type Sheet = { file: string; lang: Language; problems: Problem[]; lines: Lines }

/** Languages stand in file names: `name.en.md` is English, `name.md` is the Serbian source. */
export function openSheet(file: string): Sheet {
  const lang = /\.(en|sr-Latn)\.\w+$/.exec(file)?.[1] as Language | undefined
  return { file, lang: lang ?? 'sr-Cyrl', problems: [], lines: {} }
}

export function note(sheet: Sheet, line: number, rule: Rule, detail: string): void {
  sheet.problems.push({ file: sheet.file, line, rule, detail })
}

export function inFileOrder(problems: Problem[]): Problem[] {
  return problems.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}
