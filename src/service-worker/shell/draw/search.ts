import type { Asked } from '../../places.ts'
import type { Drawn } from '../drawn.ts'
export async function draw(_asked: Asked): Promise<Drawn | null> {
  return null
}
