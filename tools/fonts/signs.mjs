// Which signs go into which font file.

export const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const codes = (text) => [...text].map((sign) => sign.codePointAt(0))
const serbian = 'АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ'

/** What a Serbian or English page is written with. */
export const core = new Set([...range(0x20, 0x7e), ...codes(`${serbian}${serbian.toLowerCase()}ČĆĐŠŽčćđšž„“”‚‘’–—…·×°§№€→←↑↓✓•\u00a0\u00ad\u2009\u2011\u202f`)])

/** Signs that a reading text hardly has: in „Putokaz Serif“ they come from the file of the Sans, which every page loads. */
export const shared = new Set(codes('#$<=>@\\^_`{|}~→←↑↓✓•'))
export const coreSerif = new Set([...core].filter((code) => !shared.has(code)))

/** Names and phrases of the neighbours: other Latin and Cyrillic alphabets, rarer signs. A file of its own, on demand. */
export const wide = new Set([
  ...range(0xa1, 0x17f),
  ...range(0x218, 0x21b),
  ...range(0x300, 0x304),
  ...range(0x306, 0x30c),
  ...[0x30f, 0x311, 0x326, 0x327, 0x328],
  ...range(0x400, 0x45f),
  ...[0x490, 0x491],
  ...range(0x2012, 0x2027),
  ...range(0x2030, 0x203a),
  ...range(0x2070, 0x2089),
  ...[0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25a0, 0x25a1, 0x25cf, 0x2610, 0x2611, 0x2713],
])
for (const code of core) wide.delete(code)

/** Arabic, Farsi, Pashto and Urdu phrases in printed manuals. */
export const arabicScript = new Set([...range(0x20, 0x7e), ...range(0x600, 0x6ff), ...codes('\u00a0\u200c\u200d\u200e\u200f«»…')])

export const all = new Set([...core, ...wide])
