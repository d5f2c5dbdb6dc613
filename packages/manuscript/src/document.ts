/** Languages a text may be written in; `sr-Latn` is derived by rule unless it is written. */
export type Language = 'sr-Cyrl' | 'sr-Latn' | 'en'

/** One text in at least one language. */
export type Localized = { [L in Language]?: string }

/** `V` seen in a source, `B` background, `check` to be verified, `I` invented, `practice` not a rule, `D` our conclusion. */
export type Mark = 'V' | 'B' | 'check' | 'I' | 'practice' | 'D'

/** Direction of a passage in another script. */
export type Direction = 'ltr' | 'rtl'

/** A run inside a passage. Line breaks in the source are spaces here. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'em'; children: Inline[] }
  | { kind: 'strong'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'span'; lang?: string; dir?: Direction; keep?: true; children: Inline[] }

/** A cited act and, where given, its provision: `ZAPZ 41` is `{ act: 'ZAPZ', article: '41' }`. */
export type Cite = { act: string; article?: string }

/**
 * Where the content of a passage comes from. What the file (or the directive around the passage) says
 * is already filled in, so every passage can be read alone.
 */
export type Origin = {
  cites: Cite[]
  fact?: string
  source?: string
  asOf?: string
  mark: Mark
  owner?: Localized
  checked?: string
  nextCheck?: string
}

/**
 * What every passage has. `id` is the `#id` it was given, or derived: `p-1`, `p-2` … for passages in file order,
 * `p-3-1` for the first passage inside `p-3`, and for headings a slug of their text.
 */
export type Passage = { id: string; origin: Origin; lang?: string; dir?: Direction }

/** Column alignment of a table; null where the source does not say. */
export type Align = 'start' | 'center' | 'end' | null

/** One turn of a dialogue: who speaks (without the colon) and what is said. */
export type Turn = { who: Inline[]; says: Inline[] }

/** Directives that hold passages under a title; the title is empty where the author gave none. */
export type BoxKind = 'case' | 'callout' | 'warning' | 'exercise' | 'note-on-content'

/** A passage without its id and origin. */
export type Content =
  | { kind: 'paragraph'; text: Inline[] }
  | { kind: 'heading'; level: 2 | 3; text: Inline[] }
  | { kind: 'list'; ordered: boolean; start?: number; items: Block[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][]; align: Align[] }
  | { kind: 'quote'; body: Block[] }
  | { kind: 'definition'; term: Inline[]; body: Block[] }
  | { kind: BoxKind; title: Inline[]; body: Block[] }
  | { kind: 'dialogue'; title: Inline[]; turns: Turn[] }
  | { kind: 'checklist'; title: Inline[]; items: Inline[][] }
  | { kind: 'figure'; src: string; alt: string; caption: Inline[] }
  | { kind: 'file'; src: string; title: Inline[] }
  | { kind: 'video'; src: string; captions: string; title: Inline[] }
  | { kind: 'practice'; question: string }

/** A passage: the unit that is cited, checked, linked to and translated. */
export type Block = Content & Passage

/** A block of one kind, e.g. `BlockOf<'figure'>`. */
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>

/** Which part of a chapter a unit belongs to. */
export type Part = 'international' | 'national' | 'general'

/** What kind of prose file is read: each asks for other front matter. */
export type ProseKind = 'unit' | 'chapter' | 'news' | 'page' | 'document' | 'sheet' | 'card'

/** What a sheet of a trainer's pack is: an exercise, a case as a handout, answers to them, what is projected, how to lead it. */
export type SheetKind = 'exercise' | 'case' | 'answers' | 'slides' | 'notes'

/** Into whose hands a sheet goes. */
export type SheetReader = 'participants' | 'trainer'

/**
 * Front matter. Units always have `minutes`, `outcomes` and `part`; news always has `date` and `areas`; sheets always
 * have `sheet` and `reader`; cards always have `area`; all but units and sheets have `summary`.
 */
export type Front = {
  title: Localized
  summary?: Localized
  owner: Localized
  checked: string
  nextCheck: string
  mark: Mark
  minutes?: number
  outcomes?: string[]
  part?: Part
  date?: string
  areas?: string[]
  sample?: boolean
  sheet?: SheetKind
  reader?: SheetReader
  area?: string
}

/** Line numbers (from 1) of things in the file: block ids, `front.outcomes`, `chapters.0.units.1` … */
export type Lines = Record<string, number>

/** One prose file, read and found in order. `lang` comes from the file name (`name.en.md` is English). */
export type Manuscript = { file: string; lang: Language; front: Front; blocks: Block[]; lines: Lines }
