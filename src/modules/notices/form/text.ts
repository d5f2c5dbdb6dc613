import type { Parts } from './parts.ts'

/** The letter as plain text. */
export function textOf({ centre, greeting, paragraphs, action, event, closing, decline }: Parts): string {
  const pieces = [
    greeting,
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.address}`] : []),
    ...(event === undefined ? [] : [event]),
    centre,
    ['-- ', ...closing, ...(decline ? [`${decline.label}: ${decline.address}`] : [])].join('\n'),
  ]
  return `${pieces.join('\n\n')}\n`
}
