/**
 * Where n+j, l+j, d+ž are two letters. A word is looked at in lower case from its beginning; `~` marks the border
 * between the two letters. Roots of nj words may follow any prefix in NJ_PREFIXES.
 */

/** Roots beginning with ž that a prefix ending in d can meet: надживети, поджупан, преджелудац. */
const Z_ROOTS =
  'žab|žace|žagor|žal(?!an)|žanj|žanr|žapn|žar[ei]|žbuk|žbun|ždr[ae]|žeg|žedn|žel|že[oh]$|žni|žen|žet|žeć|žež|žig|žil|žir|živ|žič|žlez|žlij|' +
  'žmi|žmur|žnj|žrtv|žrv|žub|žuč|žud|žulj|žup|žur|žut|žva|žvr|žvi|žitn|žitelj'

/** Prefixes ending in d, bare or after another prefix (изодживљавати, непреджаљен). */
const D_PREFIXES = '(?:ne|naj|po|iz|is)?(?:nad|od|pod|pred|ispod|iznad|ispred|sred)'

const SPLIT_DZ: readonly RegExp[] = [new RegExp(`^(${D_PREFIXES})(?:${Z_ROOTS})`), /^(feld)ž/, /^(and)žej/]

/** Latin prefixes that stand before roots beginning with j: ин-јекција, кон-јункција, ван-језички, ан-јон. */
const SPLIT_NJ: readonly RegExp[] = [
  /(?:^|[aeiouprs]|hiper|sub)(in)j(?:ekt|ekc|unkc|unkt|uri[jo]|ustic)/,
  /(?:^|[aeiouprs]|hiper|sub)(kon)j(?:ekt|ug|uk[tc]|unk[tc]|unt)/,
  /(?:^|ne|naj)(van)j(?:ez|ed[anr]|adran|ugo|avn|užn|ud|un)/,
  /^(pan)j(?:elin|evrop|ugo|usl|ezič|adran|ermen|evrej)/,
  /^(tan)ju[gžz]/,
  /(?:^|[eo])(an)jon/,
  /^(man)jogan/,
  /^(šen)j[ae]n[gžš]/,
  /^(jedan)j(?:edin|ezič)/,
  /^(dan)j(?:e|u)-/,
  /^(cin)jang/,
  /^(sin)jang/,
  /^(tjen)jang/,
  /^(sun)jat/,
  /^(min)just/,
  /^(kun)jabi/,
]

/** l+j in two letters is rare: borders of compounds. */
const SPLIT_LJ: readonly RegExp[] = [/^(fel)jegel/, /^(spoljnopol)jug/, /^(mal)jorg/, /^(bel)jug/, /^(vol)jug/]

/**
 * Indexes of the second letters of pairs that look like a digraph and are two letters in this word (lower case
 * Latin, composed). Almost always none.
 */
export function splitPairs(word: string): readonly number[] {
  const found: number[] = []
  if (word.includes('dž')) collect(SPLIT_DZ, word, found)
  if (word.includes('nj')) collect(SPLIT_NJ, word, found)
  if (word.includes('lj')) collect(SPLIT_LJ, word, found)
  return found
}

function collect(rules: readonly RegExp[], word: string, found: number[]): void {
  for (const rule of rules) {
    const match = rule.exec(word)
    const left = match?.[1]
    if (match === null || left === undefined) continue
    found.push(match.index + match[0].indexOf(left) + left.length)
  }
}

/**
 * Beginnings of names that people write with dj for đ. Only capitalised words are looked at, because дј is real
 * in ијекавски (Djevojka) and after prefixes (nadjačati).
 */
const DJ_NAMES: readonly (readonly [written: string, meant: string])[] = [
  ['djordj', 'đorđ'],
  ['djord', 'đord'],
  ['djokic', 'đokic'],
  ['djokić', 'đokić'],
  ['djokov', 'đokov'],
  ['djoko', 'đoko'],
  ['djoka', 'đoka'],
  ['djole', 'đole'],
  ['djukic', 'đukic'],
  ['djukić', 'đukić'],
  ['djukan', 'đukan'],
  ['djurdj', 'đurđ'],
  ['djurad', 'đurad'],
  ['djur', 'đur'],
  ['djindj', 'đinđ'],
  ['djil', 'đil'],
  ['djeri', 'đeri'],
  ['djen', 'đen'],
  ['djako', 'đako'],
  ['djogo', 'đogo'],
  ['djus', 'đus'],
  ['andjel', 'anđel'],
  ['andjic', 'anđic'],
  ['andjić', 'anđić'],
  ['medjo', 'međo'],
  ['radjen', 'rađen'],
  ['gradjin', 'građin'],
  ['hadji', 'hadži'],
]

/** The word with đ where a name in the table was written with dj; `lower` is the same word in lower case. */
export function readDjName(lower: string): string {
  if (!lower.includes('dj')) return lower
  for (const [written, meant] of DJ_NAMES) {
    if (lower.startsWith(written)) return meant + lower.slice(written.length)
  }
  return lower
}
