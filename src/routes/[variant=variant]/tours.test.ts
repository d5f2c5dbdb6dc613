import { describe, expect, test } from 'vitest'
import { helpReaders } from '#modules/site/index.ts'
import { pageFolders } from '../../../tests/support/templates.ts'
import { stopAddress, stopAt, tours } from './tours.ts'

const folders = pageFolders()

describe('A tour', () => {
  test.each(helpReaders)('has three to five stops on pages that exist: %s', (reader) => {
    expect(tours[reader].length).toBeGreaterThanOrEqual(3)
    expect(tours[reader].length).toBeLessThanOrEqual(5)
    for (const { path } of tours[reader]) expect([...folders, 'about'], path).toContain(path.slice(1))
  })

  test.each(helpReaders)('leads from its first stop to its last and back: %s', (reader) => {
    const total = tours[reader].length
    tours[reader].forEach(({ path }, index) => {
      const stop = stopAt(`${reader}-${index + 1}`, path, 'en')
      expect(stop?.before).toBe(stopAddress(reader, index))
      expect(stop?.next).toBe(index + 1 === total ? undefined : stopAddress(reader, index + 2))
    })
  })

  test('is nowhere unless an address asks for it on its own page', () => {
    for (const mark of [null, '', 'learner', 'learner-9', 'learner-0', 'nobody-1', 'learner-1&x'])
      expect(stopAt(mark, '/courses', 'en'), String(mark)).toBeNull()
    expect(stopAt('learner-1', '/library', 'en')).toBeNull()
    expect(stopAt('visitor-1', '', 'en')?.number).toBe(1)
  })
})
