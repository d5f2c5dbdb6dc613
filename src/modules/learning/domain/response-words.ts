import type { Response } from '#modules/questions/index.ts'

/** A response as xAPI writes it: parts between `[,]`, pairs with `[.]` (1.0.3, Data, Appendix C: interaction activities). */
export function wordsOf(response: Response): string {
  switch (response.type) {
    case 'multiple':
      return response.chosen.join('[,]')
    case 'ordering':
      return response.order.join('[,]')
    case 'matching':
      return pairs(response.pairs)
    case 'gaptext':
      return pairs(response.gaps)
    case 'single':
    case 'truefalse':
      return String(response.chosen)
    default:
      return response.text
  }
}

function pairs(given: Readonly<Record<string, string>>): string {
  return Object.entries(given)
    .map(([from, to]) => `${from}[.]${to}`)
    .join('[,]')
}
