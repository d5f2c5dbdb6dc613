import { done, refuse } from '#kernel/result.ts'
import type { HeaderReading } from './header-reading.ts'

/** What a decoder needs (PNG, third edition, §11): all other chunks are words, profiles, times and things that nobody sees. */
const shown = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])
/** Chunks of animation (§11.3.2.1): a still picture in front may hide a flood behind. */
const moving = new Set(['acTL', 'fcTL', 'fdAT'])
const signature = 8
const mostChunks = 10_000

/** Walks the chunks: each must lie within the file, the header must come first and once, the end must come. */
export function readPng(bytes: Buffer): HeaderReading {
  const kept = [bytes.subarray(0, signature)]
  let at = signature
  for (let count = 0; count < mostChunks && at + 12 <= bytes.length; count++) {
    const length = bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length || (count === 0) !== (name === 'IHDR')) return refuse('damaged')
    if (moving.has(name)) return refuse('animated')
    if (shown.has(name)) kept.push(bytes.subarray(at, end))
    // What follows the end is another file.
    if (name === 'IEND') return header(kept)
    at = end
  }
  return refuse('damaged')
}

function header(kept: readonly Buffer[]): HeaderReading {
  const first = kept[1]
  if (first?.length !== 25) return refuse('damaged')
  return done({ width: first.readUInt32BE(8), height: first.readUInt32BE(12), bare: Buffer.concat(kept) })
}
