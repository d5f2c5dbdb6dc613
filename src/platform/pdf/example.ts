// Invented documents for the tests of PDF and EPUB.
import type { Block, Content, Inline } from '@putokaz/manuscript'
import type { Book, Certificate } from './documents.ts'

const text = (words: string): Inline => ({ kind: 'text', text: words })

const block = (id: string, content: Content, more: Partial<Block> = {}): Block =>
  ({ id, origin: { cites: [], mark: 'practice' }, ...content, ...more }) as Block

const paragraph = (id: string, ...runs: Inline[]) => block(id, { kind: 'paragraph', text: runs })

/** A certificate; its QR code is a small pattern, not a real code. */
export const certificate: Certificate = {
  title: 'Потврда о завршеном курсу',
  author: 'Путоказ',
  description: 'Потврда број PTK-7F3K-92QX-M4TD',
  date: '2026-11-23',
  site: 'Путоказ',
  sample: 'Пример – измишљено',
  personLabel: 'полазник/ца',
  person: 'Марија Пример',
  statement: 'за успешно завршен курс',
  course: '„Основе азила: пут особе“',
  courseNote: 'C01 · верзија 1.0.0',
  outcomesLabel: 'исходи учења',
  outcomes: ['Разликује категорије особа.', 'Наводи рокове и надлежне органе.'],
  facts: [
    { label: 'обим и начин', value: '4 сата, онлајн' },
    { label: 'важи до', value: '23. новембра 2029. године' },
  ],
  numberLabel: 'број потврде',
  number: 'PTK-7F3K-92QX-M4TD',
  verifyLabel: 'проверите на адреси',
  verifyAddress: 'putokaz.example/verify/7F3K92QXM4TD',
  verifyUrl: 'https://putokaz.example/verify/7F3K92QXM4TD',
  qr: [
    [true, true, false],
    [false, true, true],
    [true, false, true],
  ],
  qrAlt: 'QR код са адресом за проверу',
}

const figure = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" font-family="'Source Sans 3', sans-serif">
<title>Пут</title><path d="M10 30h120" stroke="#0b4a4d"/><text x="140" y="34" font-size="14">одлука</text></svg>`

const blocks: readonly Block[] = [
  block('put', { kind: 'heading', level: 2, text: [text('Од намере до захтева')] }),
  paragraph(
    'p-1',
    text('Особа се јавља у року од '),
    { kind: 'strong', children: [text('72 сата')] },
    text('; име '),
    { kind: 'span', lang: 'hu', children: [text('Szabó')] },
    text(' остаје. '),
    { kind: 'link', href: 'https://primer.example/vodic?a=1&b=2', children: [text('водич')] },
    text(' '),
    { kind: 'link', href: 'javascript:alert(1)', children: [text('лоша адреса')] },
    text(' '),
    { kind: 'em', children: [text('гдпт')] },
    { kind: 'code', text: 'a<b' },
  ),
  paragraph('p-2', text('Други пасус истог извора.')),
  block('savet', { kind: 'heading', level: 3, text: [text('Савет')] }),
  block('p-3', {
    kind: 'list',
    ordered: true,
    start: 3,
    items: [[paragraph('p-3-1', text('трећа ставка'))], [paragraph('p-3-2', text('четврта ставка'))]],
  }),
  block('p-4', {
    kind: 'table',
    head: [[text('Корак')], [text('Рок')]],
    rows: [[[text('регистрација')], [text('72 h')]]],
    align: [null, 'end'],
  }),
  block('p-5', { kind: 'definition', term: [text('Мешовите миграције')], body: [paragraph('p-5-1', text('Појам.'))] }),
  block('p-6', { kind: 'case', title: [text('Ана Пробић')], body: [paragraph('p-6-1', text('Долази ноћу.'))] }),
  block('p-7', {
    kind: 'dialogue',
    title: [],
    turns: [{ who: [text('Ана')], says: [text('„Ја, мало.“')] }],
  }),
  block('p-8', { kind: 'warning', title: [text('Пазите')], body: [paragraph('p-8-1', text('Не пред децом.'))] }),
  block('p-9', { kind: 'checklist', title: [text('Крај смене')], items: [[text('соба додељена')]] }),
  block('p-10', { kind: 'quote', body: [paragraph('p-10-1', text('„Нико не сме бити враћен.“'))] }),
  block('p-11', { kind: 'figure', src: 'figures/put.svg', alt: 'Стрелица до одлуке.', caption: [text('Пут')] }),
  block('p-12', { kind: 'paragraph', text: [text('مرحبا بكم')] }, { lang: 'ar', dir: 'rtl' }),
  block('p-13', { kind: 'file', src: 'documents/obrazac.pdf', title: [text('Образац')] }),
  block('p-14', { kind: 'exercise', title: [text('Вежба')], body: [paragraph('p-14-1', text('Нацртајте пут.'))] }),
]

/** A manual with every kind of block. */
export const book: Book = {
  site: 'Путоказ',
  title: 'Први контакт',
  summary: 'Како примити особу и коме је упутити.',
  author: 'Путоказ',
  date: '2026-11-23',
  sample: 'Пример – измишљено',
  contents: 'Садржај',
  facts: [{ label: 'правно стање', value: '1. новембар 2026.' }],
  labels: { definition: 'појам', case: 'случај', warning: 'пажња', checklist: 'подсетник', exercise: 'вежба' },
  chapters: [
    { title: 'Ко долази', blocks, notes: { 'p-1': { source: 'ЗАПЗ, члан 41' }, 'p-2': { source: 'ЗАПЗ, члан 41' } } },
    { title: 'Рокови', blocks, notes: { 'p-8': { mark: 'пракса – није пропис' } } },
  ],
  figures: { 'figures/put.svg': figure },
  addresses: { 'documents/obrazac.pdf': 'https://content.example/obrazac.pdf' },
}
