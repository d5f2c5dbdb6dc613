import type { Variant } from '#kernel/localized.ts'
import type { RequestKind, ShownRequest } from '#modules/reports/index.ts'
import * as words from '#texts/generated/privacy.ts'

type Word = (variant: Variant) => string

export const requestKindWords: Readonly<Record<RequestKind, Word>> = {
  access: words.requestAccess,
  rectify: words.requestRectify,
  erase: words.requestErase,
  restrict: words.requestRestrict,
  object: words.requestObject,
}

export const requestStateWords: Readonly<Record<ShownRequest['state'], Word>> = {
  open: words.stateOpen,
  granted: words.stateGranted,
  refused: words.stateRefused,
}

export const urgencyWords: Readonly<Record<ShownRequest['urgency'], Word>> = {
  calm: words.urgencyCalm,
  pressing: words.urgencyPressing,
  late: words.urgencyLate,
  closed: words.urgencyClosed,
}

export function requestKindOptions(variant: Variant): { value: string; label: string }[] {
  return Object.entries(requestKindWords).map(([value, word]) => ({ value, label: word(variant) }))
}
