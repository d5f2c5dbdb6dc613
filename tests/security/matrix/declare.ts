/** How a line of the table of access is said. */
import { type Deed, deeds } from '../../../src/modules/people/domain/policy.ts'
import type { ThingKind } from './things.ts'

export interface Access {
  /** A right to one of these; absent: anybody may. */
  readonly deeds?: readonly Deed[]
  /**
   * What the code asks: a right to it anywhere, because what is shown is scoped by query; a right in the place of the very thing;
   * that the thing is her own; only that somebody is signed in; or that she has just passed the first of two steps of signing in.
   */
  readonly asks: 'nothing' | 'anywhere' | 'there' | 'own' | 'signed-in' | 'first-step'
  /** What the parameters of the address name; without it they are those of `tests/support/templates.ts`, or `given`. */
  readonly thing?: ThingKind
  readonly given?: Readonly<Record<string, string>>
  /** What a visitor meets who would have to be somebody: the way in, or nothing. */
  readonly visitor: 'sign-in' | 'nothing'
  /** What is sent along: a form, or JSON for a machine address. `{id}` stands for that of the thing. */
  readonly send?: Readonly<Record<string, unknown>>
  /** Who only oversees the centre is shown it only after a reason; here none was given. */
  readonly reason?: true
  /** The page itself says that there is no such thing, since that is what it is for; or none of those who ask here has one. */
  readonly missing?: 'said' | 'always'
  /** It changes what later questions need: whoever may is asked about a thing that was made for her. */
  readonly spoils?: true
}

type More = Partial<Pick<Access, 'deeds' | 'thing' | 'given' | 'send' | 'visitor' | 'missing' | 'reason' | 'spoils'>>

/** For anybody: what is public, and the doors one comes in by. */
export const open = (more: More = {}): Access => ({ asks: 'nothing', visitor: 'nothing', ...more })

/** For whoever is signed in with any role; what it shows or changes is her own. */
export const hers = (more: More = {}): Access => ({ deeds: ['take-tests'], asks: 'anywhere', visitor: 'sign-in', ...more })

/** For whoever has an account, whatever her roles. */
export const signedIn = (more: More = {}): Access => ({ asks: 'signed-in', visitor: 'sign-in', ...more })

/** For who is between the two steps of signing in; nobody who asks here is. */
export const firstStep: Access = { asks: 'first-step', visitor: 'sign-in' }

/** For the one person to whom the thing belongs. */
export const own = (thing: ThingKind, more: More = {}): Access => ({ deeds: ['take-tests'], asks: 'own', thing, visitor: 'sign-in', ...more })

/** For those with a right to the deed: anywhere, or, when a thing is named that lies in a place, there. */
export const right = (deed: Deed | readonly Deed[], more: More = {}): Access => {
  const any = [deed].flat()
  const isPlaced = more.thing !== undefined && any.some((one) => deeds.get(one)?.reach === 'places')
  return { deeds: any, asks: isPlaced ? 'there' : 'anywhere', visitor: 'nothing', ...more }
}

/** Where there never is anything. */
export const nothing: Access = { asks: 'own', thing: 'nothing', visitor: 'nothing' }
