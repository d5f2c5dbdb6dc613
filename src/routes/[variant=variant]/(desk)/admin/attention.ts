/** What waits for somebody's hand. A new thing that may need attention is one line in `askers`. */
import type { Variant } from '#kernel/localized.ts'
import { type Deed, maySomewhere, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'

/** One thing that waits: what it is, in one sentence, and the place below `/admin` where it is dealt with. */
export interface Waiting {
  readonly text: (variant: Variant) => string
  readonly path: string
}

interface Asker {
  readonly deed: Deed
  find(app: App): Promise<readonly Waiting[]>
}

const askers: readonly Asker[] = []

/** Everything that waits and that this person may deal with. */
export async function waitingFor(app: App, person: SignedIn): Promise<Waiting[]> {
  const asked = askers.filter(({ deed }) => maySomewhere(person, deed))
  return (await Promise.all(asked.map((asker) => asker.find(app)))).flat()
}
