import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawingSize, latinDrawing } from './drawing.ts'

const svg = readFileSync(join(import.meta.dirname, '../../../../centre/library/manuals/prirucnik-prvi-kontakt/figures/put-do-centra.svg'), 'utf8')

describe('a drawing', () => {
  test('tells its size by the view box', () => {
    expect(drawingSize(svg)).toEqual({ width: 720, height: 720 })
    expect(drawingSize('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBeUndefined()
  })

  test('has all its words, its title and its language in the Latin script', () => {
    const latin = latinDrawing(svg) ?? ''
    expect(latin).not.toMatch(/[\u0400-\u04ff]/)
    expect(latin).toContain('>fotografija, otisci, potvrda</text>')
    expect(latin).toContain('lang="sr-Latn"')
  })

  test('differs in its words only', () => {
    const bones = (text: string) => text.replace(/>[^<]+</g, '><').replaceAll('sr-Latn', 'sr-Cyrl')
    expect(bones(latinDrawing(svg) ?? '')).toBe(bones(svg))
  })

  test('without Serbian words needs no second form', () => {
    expect(latinDrawing('<svg xmlns="http://www.w3.org/2000/svg"><text>72 h</text></svg>')).toBeUndefined()
  })
})
