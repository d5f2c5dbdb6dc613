import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import { exif, jpeg, png, withSegments } from '../../../../tests/support/pictures.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import {
  changeLogo,
  changeSettings,
  firstSettings,
  isSection,
  numberedSettingsNow,
  restoreSettings,
  type Section,
  sections,
  settingsCss,
  settingsHistory,
  settingsNow,
  type Typed,
  writtenSettings,
} from '../index.ts'

let app: TestApp
const by = '01900000-0000-7000-8000-000000000001' as PersonId

beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  await app.db.executeSql('delete from centre_settings; delete from audit_entry; delete from public_file; update content_generation set number = number + 1')
})
afterAll(() => app.close())

const number = async () => (await numberedSettingsNow(app)).number
async function save(section: Section, typed: Typed) {
  const now = writtenSettings(await settingsNow(app))
  const whole = Object.fromEntries(sections[section].map((field) => [field, now[field]]))
  return changeSettings(app, { section, typed: { ...whole, ...typed }, by, number: await number() })
}
const problemsOf = async (section: Section, typed: Typed) => {
  const outcome = await save(section, typed)
  return outcome.ok || outcome.refusal === 'changed-meanwhile' ? [] : outcome.refusal.map(({ field, problem }) => `${field}: ${problem}`)
}

describe('A change', () => {
  test('is a new state: what was before stays, pages notice, and the log says who did it', async () => {
    const before = await contentGeneration(app.db)
    expect(await save('name', { nameCyrillic: ' Центар Пример ', nameEnglish: 'Example Centre' })).toEqual({ ok: true, value: { number: 1 } })
    expect((await settingsNow(app)).name).toEqual({ 'sr-Cyrl': 'Центар Пример', en: 'Example Centre' })
    expect(await contentGeneration(app.db)).toBeGreaterThan(before)
    expect(await settingsHistory(app.db)).toMatchObject([
      {
        number: 1,
        by,
        differences: [
          { field: 'nameCyrillic', before: 'Путоказ', after: 'Центар Пример' },
          { field: 'nameEnglish', before: 'Putokaz', after: 'Example Centre' },
        ],
      },
    ])
    const { rows } = await app.db.executeSql('select deed, by, "on", detail from audit_entry')
    expect(rows).toEqual([{ deed: 'settings.changed', by, on: 'settings:1', detail: { section: 'name' } }])
  })

  test('that changes nothing leaves no trace', async () => {
    expect(await save('name', {})).toEqual({ ok: true, value: { number: 0 } })
    expect(await settingsHistory(app.db)).toEqual([])
  })

  test('is refused when another administrator was quicker, and neither is lost', async () => {
    const typed = { accent: '#7a1f5c' }
    const both = await Promise.all([1, 2].map(() => changeSettings(app, { section: 'look', typed, by, number: 0 })))
    const third = await changeSettings(app, { section: 'look', typed: { accent: '' }, by, number: 0 })
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(third).toEqual({ ok: false, refusal: 'changed-meanwhile' })
    expect((await settingsNow(app)).accent).toBe('#7a1f5c')
    expect(await settingsHistory(app.db)).toHaveLength(1)
  })

  test('is undone by a new one, back to the very first state', async () => {
    await save('retention', { letterMonths: '6' })
    await save('look', { accent: '#7a1f5c' })
    expect(await restoreSettings(app, { by, number: 2, earlier: 1 })).toEqual({ ok: true, value: { number: 3 } })
    expect(await settingsNow(app)).toMatchObject({ accent: null, retention: { letterMonths: 6 } })
    expect(await restoreSettings(app, { by, number: 3, earlier: 0 })).toEqual({ ok: true, value: { number: 4 } })
    expect(await settingsNow(app)).toEqual(firstSettings)
    expect(await restoreSettings(app, { by, number: 4, earlier: 99 })).toEqual({ ok: false, refusal: 'no-such-state' })
    expect((await settingsHistory(app.db)).map((change) => change.number)).toEqual([4, 3, 2, 1])
  })
})

describe('What was typed', () => {
  test.each([
    ['name', { nameCyrillic: '  ' }, ['nameCyrillic: missing']],
    ['name', { nameEnglish: 'x'.repeat(61) }, ['nameEnglish: tooLong']],
    ['name', { nameCyrillic: 'Центар\r\nBcc: tudji@primer.rs' }, ['nameCyrillic: oneLine']],
    ['name', { nameCyrillic: 'Центар \u202eрадеоп' }, ['nameCyrillic: oneLine']],
    ['look', { accent: 'red' }, ['accent: noColour']],
    ['look', { accent: '#fff;}body{display:none' }, ['accent: noColour']],
    ['look', { accent: '#ffc233' }, ['accent: unreadable']],
    ['mail', { replyTo: 'nije adresa', senderEnglish: '' }, ['senderEnglish: missing', 'replyTo: noAddress']],
    ['mail', { dailyTo: 'a@primer.rs, b@primer.rs' }, ['dailyTo: noAddress']],
    [
      'sign-in',
      { idleDays: '0', longestDays: '91', deskIdleHours: '9', deskLongestHours: '25' },
      ['idleDays: outOfBounds', 'longestDays: outOfBounds', 'deskIdleHours: outOfBounds', 'deskLongestHours: outOfBounds'],
    ],
    ['sign-in', { idleDays: '20', longestDays: '10' }, ['longestDays: lessThanIdle']],
    [
      'sign-in',
      { idleDays: '1e1', longestDays: '-5', deskIdleHours: '0x1', deskLongestHours: '' },
      ['idleDays: noNumber', 'longestDays: noNumber', 'deskIdleHours: noNumber', 'deskLongestHours: noNumber'],
    ],
    ['retention', { auditMonths: '1', letterMonths: '400' }, ['auditMonths: outOfBounds', 'letterMonths: outOfBounds']],
  ] as const)('in %s: %j is refused field by field', async (section, typed, problems) => {
    expect(await problemsOf(section, typed)).toEqual(problems)
    expect(await number()).toBe(0)
  })

  test('in fields of another section, or of none, is nobody’s', async () => {
    await save('name', { nameCyrillic: 'Центар', retention: '0', __proto__: 'x', auditMonths: '1', logo: 'f'.repeat(64) } as Typed)
    expect(await settingsNow(app)).toEqual({ ...firstSettings, name: { 'sr-Cyrl': 'Центар', en: 'Putokaz' } })
    for (const name of ['__proto__', 'constructor', 'toString', '']) expect(isSection(name)).toBe(false)
  })

  test('never takes the source away from the readers', async () => {
    await save('languages', { variants: ['en', 'klingon'] })
    expect((await settingsNow(app)).variants).toEqual(['sr-Cyrl', 'en'])
  })
})

describe('The look', () => {
  test('of an accent is a style sheet of colours only', async () => {
    expect((await settingsCss(app)).css).toBe('')
    await save('look', { accent: '#7A1F5C' })
    const { css, number } = await settingsCss(app)
    expect(number).toBe(1)
    expect(css).toContain('--house:#7a1f5c')
    expect(css.replaceAll(/--[a-z-]+:#[0-9a-f]{6}/g, '')).toMatch(/^[@a-z (){}:;,-]*$/)
  })

  test('has a logo that is made anew, published, and can be taken away', async () => {
    const picture = withSegments(jpeg, [[0xe1, exif({ orientation: 1 })]])
    expect(await changeLogo(app, { by, number: 0, picture })).toEqual({ ok: true, value: { number: 1 } })
    const { logo } = await settingsNow(app)
    const kept = await buffer(app.blobs.read(logo ?? ''))
    expect(kept.subarray(1, 4).toString()).toBe('PNG')
    expect(kept.toString('latin1')).not.toContain('GPS')
    const { rows } = await app.db.executeSql('select name, media_type, uploaded from public_file')
    expect(rows).toEqual([{ name: 'logo.png', media_type: 'image/png', uploaded: true }])
    expect(await changeLogo(app, { by, number: 1, picture: null })).toEqual({ ok: true, value: { number: 2 } })
    expect((await settingsNow(app)).logo).toBeNull()
  })

  test('takes no file that only calls itself a picture', async () => {
    for (const content of ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'GIF89a', '%PDF-1.7', ''])
      expect(await changeLogo(app, { by, number: 0, picture: Buffer.from(content) })).toMatchObject({ ok: false })
    expect(await changeLogo(app, { by, number: 0, picture: png({ saidWidth: 30_000, saidHeight: 30_000 }) })).toEqual({ ok: false, refusal: 'too-many-pixels' })
    expect(await number()).toBe(0)
  })
})
