/** A small register of institutions: a ministry with a body and a unit below it, an authority with one centre, one post. */
import type { PersonId } from '#kernel/id.ts'
import { loadAreas } from '#modules/areas/index.ts'
import { findEntry, type Institution, loadInstitutions, saveEntry } from '#modules/institutions/index.ts'
import { addPerson, type Role, type SignedIn } from '#modules/people/index.ts'
import { actorWith } from './actors.ts'
import { type TestApp, testApp } from './test-app.ts'

export const named = (text: string) => ({ 'sr-Cyrl': text, en: text })
export const body = (code: string, more: Partial<Institution> = {}): Institution => ({
  ...{ code, form: 'institution', kind: 'ministry', jurisdiction: 'RS', mark: 'V' },
  ...{ name: named(code), mandate: named(`надлежност ${code}`) },
  ...more,
})
export const sample = {
  terms: {
    institutionKinds: [{ code: 'ministry', name: named('Министарство') }],
    facilityKinds: [{ code: 'AC', name: named('Центар за азил') }],
    statuses: ['open', 'suspended', 'closed'].map((code) => ({ code, name: named(code) })),
  },
  institutions: [body('MUP'), body('UGP', { parent: 'MUP' }), body('KA', { parent: 'UGP', form: 'unit' }), body('KIRS')],
  facilities: [
    {
      ...{ code: 'sjenica', institution: 'KIRS', kind: 'AC', jurisdiction: 'RS', name: named('Сјеница'), remarks: [] },
      capacities: [{ capacity: 350, source: 'S66', mark: 'V' as const }],
      history: [{ status: 'open', from: '2021', seen: named('крајем 2024. године'), note: named('белешка'), source: 'S68', mark: 'V' as const }],
    },
  ],
  posts: [{ code: 'R01', name: named('Службеник'), institutions: ['KA'], areas: ['A1'], mark: 'I' as const }],
}

/** A centre with this register, whoever may change all of it, and a way to add people. */
export interface CentreWithRegister {
  readonly app: TestApp
  readonly coordinator: SignedIn
  person(login: string, roles?: Role[]): Promise<PersonId>
  load(): Promise<unknown>
  /** The entry of an institution as it is kept. */
  kept(code: string): Promise<{ entry: Institution; version: number }>
  /** Saves an institution with something changed, as one who saw its last version. */
  change(by: SignedIn, code: string, more: Partial<Institution>): ReturnType<typeof saveEntry>
}

export async function centreWithRegister(): Promise<CentreWithRegister> {
  const app = await testApp()
  const person = async (login: string, roles: Role[] = ['learner']) => {
    const added = await addPerson(app, { email: `${login}@primer.invalid`, name: 'Ана Пробић', roles, variant: 'sr-Cyrl', sample: true })
    if (!added.ok) throw new Error(login)
    return added.value as PersonId
  }
  const load = () => app.db.transact((tx) => loadInstitutions(app, tx, sample))
  const kept = async (code: string) => {
    const found = await findEntry(app.db, 'institution', code)
    if (!found) throw new Error(code)
    return found
  }
  const change: CentreWithRegister['change'] = async (by, code, more) => {
    const { entry, version } = await kept(code)
    return saveEntry(app, { by, kind: 'institution', entry: { ...entry, ...more }, seen: version })
  }
  const area = { code: 'A1', name: named('Област'), short: named('Област'), description: named('Област'), focus: 'F1' }
  await app.db.transact((tx) => loadAreas(tx, { areas: [area], jurisdictions: ['RS', 'ME', 'MK', 'BA', 'EU'].map((code) => ({ code, name: named(code) })) }))
  await load()
  return { app, coordinator: actorWith(['coordinator'], { id: await person('koordinator', ['coordinator']) }), person, load, kept, change }
}
