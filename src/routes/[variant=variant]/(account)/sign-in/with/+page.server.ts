import type { Variant } from '#kernel/localized.ts'
import type { FinishRefusal, StartRefusal } from '#modules/people/index.ts'
import * as words from '#texts/generated/people-desk.ts'
import type { PageServerLoad } from './$types'
import { signOnButtons } from './sign-on-buttons.ts'

const sentences: Record<StartRefusal | FinishRefusal, (variant: Variant) => string> = {
  'no-such-provider': words.withNoSuchProvider,
  'too-many-tries': words.withTooManyTries,
  'provider-silent': words.withProviderSilent,
  'provider-refused': words.withProviderRefused,
  'token-refused': words.withTokenRefused,
  'flow-over': words.withFlowOver,
  'not-let-in': words.withNotLetIn,
}

/** Says how a journey to a portal ended when it did not end inside. */
export const load: PageServerLoad = ({ locals, url }) => {
  const refusal = Object.entries(sentences).find(([name]) => name === url.searchParams.get('refused'))
  return {
    refusal: refusal?.[1](locals.variant) ?? null,
    offered: url.searchParams.has('offered'),
    portals: signOnButtons(locals, null),
  }
}
