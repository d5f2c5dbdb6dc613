// Reading: text in, a validated tree or all its problems out.

export { checkCard } from './check-card.ts'
export { checkCourse, type Register } from './check-course.ts'
export { checkPack } from './check-pack.ts'
export { checkTool } from './check-tool.ts'
export { parseCourse } from './course.ts'
export { checkFacts, factIds, factUses, parseFacts, questionFacts } from './facts.ts'
export { parseDocumentEntry, parseGlossary, parseManual } from './library.ts'
export { parsePack } from './pack.ts'
export { parseManuscript } from './parse-manuscript.ts'
export type { Parsed, Problem, Rule } from './problem.ts'
export { parseQuestions } from './questions.ts'
export { parseTool, toolBases, toolFacts } from './tool.ts'

// What was read.

export type { ChapterSource, CourseSource, OutcomeSource, TestSource } from './course.ts'
export type * from './document.ts'
export type { FactSource, FactUse } from './facts.ts'
export type { DocumentSource, ManualSource, TermSource } from './library.ts'
export type { AgendaItem, PackDay, PackSource } from './pack.ts'
export type { Answering, Choice, OptionSource, QuestionBase, QuestionSource, QuestionType } from './questions.ts'
export type {
  FieldTool,
  GatesTool,
  ScreeningTool,
  ToolAim,
  ToolBasis,
  ToolGate,
  ToolOption,
  ToolSource,
  ToolStep,
} from './tool.ts'

// What can be done with it.

export { sheetKinds } from './front.ts'
export { plainInline, plainText, words } from './plain-text.ts'
export { type Screen, screensOf } from './screens.ts'
export { type TranslationGap, translationOf } from './translation-of.ts'
export { allBlocks, type Heading, headings, insides, mapText, withIds, withoutLinks } from './walk.ts'
export { toXhtml, type XhtmlOptions } from './xhtml.ts'
