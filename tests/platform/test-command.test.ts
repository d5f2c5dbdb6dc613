import { describe, expect, it } from 'vitest'
import { judged } from '../../bin/test/project.mjs'

const file = (...statuses: string[]) => ({
  testResults: [
    {
      status: statuses.includes('failed') ? 'failed' : 'passed',
      assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
    },
  ],
})

describe('The test command', () => {
  it('counts what passed and what failed', () => {
    expect(judged(file('passed', 'passed', 'failed'), 1, '')).toMatchObject({ passed: 2, failed: 1 })
    expect(judged(file('passed', 'passed'), 0, '')).toMatchObject({ passed: 2, failed: 0 })
  })

  it('is not content with a run of no tests, or with no result at all', () => {
    expect(judged(file(), 0, '')).toMatchObject({ passed: 0, failed: 1 })
    expect(judged(undefined, 0, '')).toMatchObject({ passed: 0, failed: 1 })
  })

  it.each(['skipped', 'pending', 'todo', 'disabled'])('counts a test that is left out (%s) as failed and names it', (status) => {
    const told = judged(file('passed', status), 0, '')
    expect(told).toMatchObject({ passed: 1, failed: 1 })
    expect(told.said).toContain('test 1')
  })

  it('names what failed, and keeps of what was said only that', () => {
    const told = judged(file('passed', 'failed'), 1, ' ✓ |commands| a.test.ts (3 tests) 9ms\n   ✓ one of them 1ms\nAssertionError: no\n')
    expect(told.names).toEqual(['test 1'])
    expect(told.said).toBe('AssertionError: no\n')
  })

  it('counts a file that cannot be read, and a runner that ends badly', () => {
    expect(judged({ testResults: [{ status: 'failed', assertionResults: [] }, ...file('passed').testResults] }, 1, '')).toMatchObject({ passed: 1, failed: 1 })
    expect(judged(file('passed'), 1, '')).toMatchObject({ passed: 1, failed: 1 })
  })
})
