import { describe, expect, test } from 'vitest'
import { answerNavigation, type Means } from './answer-navigation.ts'

const page = (text: string) => new Response(text, { headers: { 'content-security-policy': `default-src 'none'` } })
const never = new Promise<never>(() => {})
const away: Means = {
  network: () => Promise.reject(new TypeError('Failed to fetch')),
  shell: async ({ variant }) => page(`shell ${variant}`),
  isKept: async () => true,
  keptAnswer: async () => undefined,
  lastPrefix: async () => 'sr-latn',
  patience: () => never,
}
const told = async (path: string, means: Partial<Means>) => {
  const answer = await answerNavigation(path, { ...away, ...means })
  return answer.type === 'error' ? 'no answer' : await answer.text()
}

describe('A page', () => {
  test('comes from the server whenever it answers, whatever is kept', async () => {
    expect(await told('/sr/courses/C01', { network: async () => page('server') })).toBe('server')
    expect(await told('/sr/nowhere', { network: async () => new Response('not found', { status: 404 }) })).toBe('not found')
    expect(await told('/sr', { network: async () => new Response('failed', { status: 500 }) })).toBe('failed')
  })

  test('is drawn by the device in the variant of its address when there is no server', async () => {
    expect(await told('/sr/courses/C01', {})).toBe('shell sr-Cyrl')
    expect(await told('/en/anything', {})).toBe('shell en')
  })

  test.each([502, 503, 504])('is drawn by the device when a gateway answers %i for itself', async (status) => {
    expect(await told('/sr', { network: async () => new Response('Bad Gateway', { status }) })).toBe('shell sr-Cyrl')
  })

  test('of ours that says 503 is shown as it is', async () => {
    const ours = new Response('ours', { status: 503, headers: { 'content-security-policy': `default-src 'none'` } })
    expect(await told('/sr', { network: async () => ours })).toBe('ours')
  })

  test('that takes too long is drawn by the device when it is kept, and waited for when it is not', async () => {
    const slow = { network: () => never, patience: async () => {} }
    expect(await told('/sr/courses/C01', slow)).toBe('shell sr-Cyrl')
    let arrive = (_: Response) => {}
    const late = new Promise<Response>((resolve) => {
      arrive = resolve
    })
    const waiting = told('/sr/courses/C02', { network: () => late, patience: async () => {}, isKept: async () => false })
    arrive(page('late'))
    expect(await waiting).toBe('late')
  })

  test('that fails after it was slow, or that has no shell, is told honestly', async () => {
    expect(await told('/sr/courses/C02', { patience: async () => {}, isKept: async () => false })).toBe('shell sr-Cyrl')
    expect(await told('/sr', { shell: async () => undefined })).toBe('no answer')
    expect(await told('/sr', { shell: async () => undefined, network: async () => new Response('Bad Gateway', { status: 502 }) })).toBe('Bad Gateway')
  })
})

describe('An address without a variant', () => {
  test('leads to the variant that was read last', async () => {
    const answer = await answerNavigation('/', away)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sr-latn'])
  })

  test('of a field tool is answered by its kept copy, also when the network is slow, and leads to what is said of it when there is none', async () => {
    const kept = { keptAnswer: async () => page('tool') }
    expect(await told('/t/sr/prepoznaj-i-uputi', kept)).toBe('tool')
    expect(await told('/t/sr/prepoznaj-i-uputi', { ...kept, network: () => never, patience: async () => {} })).toBe('tool')
    expect(await told('/t/sr/prepoznaj-i-uputi', { ...kept, network: async () => page('server') })).toBe('server')
    const answer = await answerNavigation('/t/sr-latn/prepoznaj-i-uputi', away)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sr-latn/tools/prepoznaj-i-uputi'])
    expect(await told('/api/v1/anything', {})).toBe('no answer')
    expect(await told('/t/-/runner.0123456789abcdef.js', {})).toBe('no answer')
  })
})
