import type { Variant } from '#kernel/localized.ts'
import type { HelpReader } from '#modules/site/index.ts'
import * as words from '#texts/generated/help.ts'

const said: Readonly<Record<HelpReader, (variant: Variant) => string>> = {
  visitor: words.readerVisitor,
  learner: words.readerLearner,
  trainer: words.readerTrainer,
  author: words.readerAuthor,
  'focal-point': words.readerFocalPoint,
  coordinator: words.readerCoordinator,
  admin: words.readerAdmin,
}

/** For whom a part of help is. */
export const readerWord = (reader: HelpReader, variant: Variant): string => said[reader](variant)
