import { type Result, refuse } from '#kernel/result.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { CapacitySpell, Facility, StatusSpell } from '../domain/entry.ts'
import { withSpell } from '../domain/facility-status.ts'
import { capacityFaults, type Fault, spellFaults } from '../domain/faults.ts'
import { findEntry, registerTerms } from '../store.ts'
import { type Saved, type SaveRefusal, saveEntryIn } from './save-entry.ts'

interface FacilityDeed {
  readonly by: SignedIn
  readonly facility: string
  /** The version that was seen. */
  readonly seen: number
}

/** Writes a new status into the life of a facility; the one that lasted until then ends. */
export function changeStatus(app: App, { spell, ...deed }: FacilityDeed & { readonly spell: StatusSpell }): Promise<Result<Saved, SaveRefusal<'facility'>>> {
  return changeFacility(app, deed, {
    check: (statuses) => spellFaults(spell, { statuses }),
    change: (facility) => ({ ...facility, history: withSpell(facility.history, spell) }),
  })
}

/** Writes how many places a facility has from a day on. */
export function changeCapacity(app: App, { size, ...deed }: FacilityDeed & { readonly size: CapacitySpell }): Promise<Result<Saved, SaveRefusal<'facility'>>> {
  return changeFacility(app, deed, {
    check: () => capacityFaults(size),
    change: (facility) => ({ ...facility, capacities: [...facility.capacities, size] }),
  })
}

interface FacilityStep {
  readonly check: (statuses: Awaited<ReturnType<typeof registerTerms>>['statuses']) => Fault[]
  readonly change: (facility: Facility) => Facility
}

function changeFacility(app: App, { by, facility, seen }: FacilityDeed, { check, change }: FacilityStep): Promise<Result<Saved, SaveRefusal<'facility'>>> {
  return app.db.transact(
    async (tx) => {
      const kept = await findEntry(tx, 'facility', facility)
      if (!kept) return refuse({ reason: 'changed-meanwhile', now: null, version: 0 } as const)
      const faults = check((await registerTerms(tx)).statuses)
      if (faults.length > 0) return refuse({ reason: 'faulty', faults } as const)
      return saveEntryIn(app, tx, { by, kind: 'facility', entry: change(kept.entry), seen })
    },
    { commandId: app.newId() },
  )
}
