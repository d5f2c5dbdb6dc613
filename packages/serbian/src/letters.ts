/** The thirty letters of the azbuka in order, each with its abeceda letter. */
export const AZBUKA: readonly (readonly [cyrillic: string, latin: string])[] = [
  ['а', 'a'],
  ['б', 'b'],
  ['в', 'v'],
  ['г', 'g'],
  ['д', 'd'],
  ['ђ', 'đ'],
  ['е', 'e'],
  ['ж', 'ž'],
  ['з', 'z'],
  ['и', 'i'],
  ['ј', 'j'],
  ['к', 'k'],
  ['л', 'l'],
  ['љ', 'lj'],
  ['м', 'm'],
  ['н', 'n'],
  ['њ', 'nj'],
  ['о', 'o'],
  ['п', 'p'],
  ['р', 'r'],
  ['с', 's'],
  ['т', 't'],
  ['ћ', 'ć'],
  ['у', 'u'],
  ['ф', 'f'],
  ['х', 'h'],
  ['ц', 'c'],
  ['ч', 'č'],
  ['џ', 'dž'],
  ['ш', 'š'],
]

/** The abeceda in its own order. */
export const ABECEDA: readonly string[] = 'a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž'.split(' ')

const isCombining = (code: number) => code >= 0x300 && code <= 0x36f

/** Marks and hyphenation hints that may stand inside a word without being part of its spelling. */
export const isTransparent = (code: number) => code === 0xad || isCombining(code)

/** Composes letters that arrive as base + combining mark; text without such marks is returned as it is. */
export const compose = (text: string) => (/[\u0300-\u036f]/.test(text) ? text.normalize('NFC') : text)
