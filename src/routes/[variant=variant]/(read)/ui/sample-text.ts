import type { Block, Content, Inline, Mark } from '@putokaz/manuscript'
import { toLatin } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'

const run = (text: string): Inline[] => [{ kind: 'text', text }]
const origin = (mark: Mark) => ({ cites: [], mark })
const block = (id: string, mark: Mark, content: Content): Block => ({ ...content, id, origin: origin(mark) })
const paragraph = (id: string, mark: Mark, ...text: Inline[]): Block => block(id, mark, { kind: 'paragraph', text })

/** One passage of every kind, about nothing real. */
export function sampleText(variant: Variant): Block[] {
  const t = (serbian: string, english: string) => (variant === 'en' ? english : variant === 'sr-Latn' ? toLatin(serbian) : serbian)
  const one = (id: string, serbian: string, english: string) => paragraph(id, 'V', ...run(t(serbian, english)))
  return [
    block('h-start', 'V', { kind: 'heading', level: 2, text: run(t('Први сусрет', 'The first meeting')) }),
    {
      ...one(
        't1',
        'Ко дође увече, уморан и без папира, најпре треба да чује где је и шта следи. Реченица изговорена мирно вреди више од обрасца који се попуњава у журби, јер од ње почиње поверење без кога нема ни тачних одговора.',
        'Whoever comes in the evening, tired and without papers, first needs to hear where they are and what follows. A sentence said calmly is worth more than a form filled in haste, for it begins the trust without which there are no exact answers.',
      ),
      origin: { cites: [{ act: 'ZAPZ', article: '35' }], mark: 'V', asOf: '2026-11-01' },
    },
    paragraph(
      't2',
      'practice',
      ...run(t('Представите се именом и улогом. Реците ', 'Say your name and your role. Say ')),
      { kind: 'em', children: run(t('гдпт: где сте, докле, пошто и тиме', 'where you are, how long, and why')) },
      ...run(t(' и сачекајте. Поздрав на арапском је ', ' and wait. The greeting in Arabic is ')),
      { kind: 'span', lang: 'ar', dir: 'rtl', children: run('السلام عليكم') },
      ...run(t(', а на фарсију ', ', and in Farsi ')),
      { kind: 'span', lang: 'fa', dir: 'rtl', children: run('سلام') },
      ...run('.'),
    ),
    paragraph(
      't3',
      'practice',
      { kind: 'strong', children: run(t('Не обећавајте', 'Do not promise')) },
      ...run(
        t(
          ' оно о чему одлучује неко други; на питање „хоћу ли остати“ одговара се оним што заиста знате.',
          ' what someone else decides; answer “may I stay” only with what you truly know.',
        ),
      ),
    ),
    block('l1', 'V', {
      kind: 'list',
      ordered: false,
      items: [
        [one('l1a', 'име које особа сама изговори;', 'the name as the person says it;')],
        [one('l1b', 'језик на ком жели да разговара;', 'the language she wants to talk in;')],
        [one('l1c', 'ко је са њом дошао.', 'who came with her.')],
      ],
    }),
    block('d1', 'B', {
      kind: 'definition',
      term: run(t('Тражилац', 'Seeker')),
      body: [
        paragraph(
          'd1a',
          'B',
          ...run(t('Особа која је рекла да тражи заштиту и чека одлуку.', 'A person who has said that she seeks protection and awaits a decision.')),
        ),
      ],
    }),
    block('h-case', 'V', { kind: 'heading', level: 3, text: run(t('Случај из ноћне смене', 'A case from the night shift')) }),
    block('n1', 'V', {
      kind: 'note-on-content',
      title: run(t('Помиње се насиље', 'Violence is mentioned')),
      body: [
        one('n1a', 'Случај можете да прескочите; питања на крају не зависе од њега.', 'You may skip the case; the questions at the end do not depend on it.'),
      ],
    }),
    block('c1', 'I', {
      kind: 'case',
      title: run(t('Ана Пробић чека аутобус', 'Ana Probić waits for the bus')),
      body: [
        paragraph(
          'c1a',
          'I',
          ...run(
            t(
              'Ана стоји на станици са сестром и торбом. Прилази јој Јован Узорак и пита да ли јој треба превоз.',
              'Ana stands at the stop with her sister and a bag. Jovan Uzorak comes up and asks whether she needs a ride.',
            ),
          ),
        ),
      ],
    }),
    block('g1', 'I', {
      kind: 'dialogue',
      title: run(t('Шта је речено', 'What was said')),
      turns: [
        {
          who: run(t('Јован', 'Jovan')),
          says: run(
            t(
              'Добро вече. Зовем се Јован и радим у центру. На ком језику можемо да разговарамо?',
              'Good evening. My name is Jovan and I work at the centre. In what language can we talk?',
            ),
          ),
        },
        { who: run(t('Ана', 'Ana')), says: run(t('Полако, молим вас. Разумем ако говорите споро.', 'Slowly, please. I understand if you speak slowly.')) },
      ],
    }),
    block('w1', 'practice', {
      kind: 'warning',
      title: run(t('Не препричавајте', 'Do not retell')),
      body: [
        paragraph('w1a', 'practice', ...run(t('Што сте чули у поверењу не причате у ходнику.', 'What you heard in confidence is not told in the corridor.'))),
      ],
    }),
    block('o1', 'V', {
      kind: 'callout',
      title: run(t('Једна реченица', 'One sentence')),
      body: [one('o1a', 'Најпре реците шта следи, па тек онда питајте.', 'First say what follows, and only then ask.')],
    }),
    block('k1', 'practice', {
      kind: 'checklist',
      title: run(t('Пре разговора', 'Before the talk')),
      items: [
        run(t('Преводилац је ту и зна тему.', 'The interpreter is here and knows the subject.')),
        run(t('Вода и папирне марамице су на столу.', 'Water and tissues are on the table.')),
      ],
    }),
    block('e1', 'practice', {
      kind: 'exercise',
      title: run(t('Напишите прву реченицу', 'Write the first sentence')),
      body: [
        paragraph('e1a', 'practice', ...run(t('Којом реченицом бисте почели? Изговорите је наглас.', 'With what sentence would you begin? Say it aloud.'))),
      ],
    }),
    block('b1', 'V', {
      kind: 'table',
      head: [run(t('Шта', 'What')), run(t('Када', 'When')), run(t('Колико', 'How much'))],
      rows: [
        [run(t('Први разговор', 'First talk')), run(t('исте вечери', 'the same evening')), run('20')],
        [run(t('Други разговор са преводиоцем', 'Second talk with an interpreter')), run(t('сутрадан', 'the next day')), run('45')],
      ],
      align: [null, null, 'end'],
    }),
    block('q1', 'V', { kind: 'quote', body: [one('q1a', 'Ко уме да чека, тај уме и да чује.', 'Who can wait can also hear.')] }),
    block('f1', 'V', {
      kind: 'figure',
      src: '/icon.svg',
      alt: t('Знак: две табле на стубу.', 'The sign: two boards on a post.'),
      caption: run(t('Слика 1. Знак куће.', 'Figure 1. The sign of the house.')),
    }),
    block('a1', 'V', { kind: 'file', src: '/icon.svg', title: run(t('Образац за белешке', 'A form for notes')) }),
    block('p1', 'V', { kind: 'practice', question: 'C00-P001' }),
  ]
}
