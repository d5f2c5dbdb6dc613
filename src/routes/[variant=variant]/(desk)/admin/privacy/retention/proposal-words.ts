import type { Variant } from '#kernel/localized.ts'
import type { ShownProposal } from '#modules/reports/index.ts'
import * as words from '#texts/generated/privacy.ts'

export const proposalWords: Readonly<Record<ShownProposal['state'], (variant: Variant) => string>> = {
  proposed: words.proposalProposed,
  withdrawn: words.proposalWithdrawn,
  confirmed: words.proposalConfirmed,
  done: words.proposalDone,
  grown: words.proposalGrown,
  lapsed: words.proposalLapsed,
}
