import { toLatin } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'

type Pair = readonly [serbian: string, english: string]

/** What to do with a component and what not to, in one sentence each. */
const guidance: Readonly<Record<string, readonly [use: Pair, avoid: Pair]>> = {
  breadcrumbs: [
    [
      'Ставите их изнад наслова стране која има страну изнад себе. На телефону остаје само корак назад.',
      'Put them above the title of a page that has a page above it. On a phone only the step back remains.',
    ],
    ['Не стављајте их на почетну страну, ни као замену за мени.', 'Not on the front page, and not instead of a menu.'],
  ],
  button: [
    [
      'Једно главно дугме на екрану: оно што води даље. На њему пише шта ће се десити.',
      'One main button a screen: the act that leads on. Its words say what will happen.',
    ],
    ['Не пишите „У реду“ ни „Пошаљи“. Не бојите опасну радњу у боју главне.', 'No “OK” and no “Submit”. Never dress a dangerous act as the main one.'],
  ],
  'button-link': [
    ['За везу која је следећи корак: „Почните курс“.', 'For a link that is the next step: “Start the course”.'],
    ['Не за радњу која нешто мења: за то је дугме у обрасцу.', 'Not for an act that changes something: that is a button in a form.'],
  ],
  card: [
    ['За ствар међу истим стварима: наслов, једна реченица, две-три чињенице.', 'For a thing among its like: a title, one sentence, two or three facts.'],
    ['Не стављајте две везе у једну картицу: цела картица је једна веза.', 'Not two links in one card: the whole card is one link.'],
  ],
  choice: [
    ['До седам одговора, сви видљиви, један испод другог.', 'Up to seven answers, all in sight, one below the other.'],
    ['Не бирајте унапред одговор који нешто обећава или дозвољава.', 'Never choose beforehand an answer that promises or permits something.'],
  ],
  'course-card': [
    ['За курс на списку: шта после њега умете, за кога је и колико траје.', 'For a course in a list: what one can do afterwards, for whom, how long.'],
    ['Не пишите „у овом курсу обрађујемо“. Обећање почиње глаголом полазника.', 'Not “this course covers”. The promise begins with what the learner does.'],
  ],
  day: [
    ['За сваки датум: месец речју, година са тачком.', 'For every date: the month as a word.'],
    ['Не пишите 22.11.26. ни „јуче“.', 'No 22/11/26 and no “yesterday”.'],
  ],
  'definition-list': [
    ['За неколико чињеница о једној ствари: реч лево, вредност десно.', 'For a few facts about one thing: the word first, then the value.'],
    ['Не за више ствари са истим чињеницама: то је табела.', 'Not for many things with the same facts: that is a table.'],
  ],
  dialog: [
    ['Пре онога што не може да се врати. Кажите тачно шта се губи.', 'Before what cannot be undone. Name exactly what will be lost.'],
    ['Не за обавештења, и никад сам од себе.', 'Not for news, and never by itself.'],
  ],
  drawing: [
    [
      'Поред наслова или празног места, једна на екрану, увек украс. Два мастила и даска путоказа.',
      'Beside a title or an empty place, one a screen, always an adornment. Two inks and the board of the signpost.',
    ],
    ['Не цртајте људе у невољи и не стављајте слику тамо где треба реч.', 'Never draw people in distress, and no picture where a word is needed.'],
  ],
  empty: [
    ['Кажите шта ће овде стајати и дајте први корак.', 'Say what will stand here, and offer the first step.'],
    ['Не пишите само „Нема података“.', 'Not merely “No data”.'],
  ],
  'error-summary': [
    ['Прва ствар после неуспелог слања; свака ставка води до свог поља.', 'The first thing after a refused form; each line leads to its field.'],
    ['Не окривљујте: „Упишите…“ уместо „Нисте унели…“.', 'No blame: “Write…” rather than “You failed to…”.'],
  ],
  'error-words': [
    ['Шта се десило, шта је сачувано, шта сад може да се уради.', 'What happened, what was kept, what can be done now.'],
    ['Без шифара као наслова и без извињења уместо помоћи.', 'No codes for a title, and no apology in place of help.'],
  ],
  field: [
    ['Натпис изнад, помоћ између, поље испод. Обележите необавезна поља.', 'Label above, help between, control below. Mark what is optional.'],
    ['Не пишите помоћ у само поље: нестаје кад почнете да куцате.', 'No help inside the control: it goes when one begins to type.'],
  ],
  'file-field': [
    ['Кажите унапред врсту и највећу величину датотеке.', 'Say beforehand which kinds and what size are accepted.'],
    ['Не тражите скенирани документ где је довољан број.', 'Do not ask for a scan where a number would do.'],
  ],
  'help-hint': [
    [
      'Уз реч обрасца која тражи објашњење: две реченице и веза до помоћи.',
      'Beside a word of a form that asks for explaining: two sentences and the way to the help.',
    ],
    ['Не за оно што сви морају да знају: то је помоћ испод натписа.', 'Not for what everybody must know: that is a hint below the label.'],
  ],
  hero: [
    ['Само на почетној страни: једна реченица, претрага и до четири даске.', 'On the front page only: one sentence, the search and at most four boards.'],
    ['Не низ слика које се смењују.', 'No pictures that take turns.'],
  ],
  icon: [
    ['Испред речи, у величини слова, потезом исте дебљине.', 'Before a word, in the size of its letters, drawn with the same stroke.'],
    ['Не уместо речи: икона сама не каже ништа читачу екрана.', 'Not in place of a word: alone it tells a screen reader nothing.'],
  ],
  mark: [
    ['Уз сваки текст који није сигуран. Облик, реч и боја кажу исто.', 'With every text that is not sure. Shape, word and colour say the same.'],
    ['Не слабију ознаку од истине, и никад само боју.', 'Never a milder mark than the truth, and never colour alone.'],
  ],
  notice: [
    ['За одговор на радњу, или за оно што треба знати пре читања.', 'For the answer to an act, or what one must know before reading on.'],
    ['Не више од једног над насловом и не за рекламу.', 'Not more than one above a title, and not to advertise.'],
  ],
  outline: [
    ['За текст из више делова: докле се стигло и шта је закључано, и зашто.', 'For a text of many parts: how far one has come, what is locked, and why.'],
    ['Не за мени целог центра.', 'Not for the menu of the whole centre.'],
  ],
  'page-head': [
    ['Један наслов, једна реченица, чињенице у једном реду.', 'One title, one sentence, the facts in one line.'],
    ['Не понављајте наслов као реченицу.', 'Do not say the title again as a sentence.'],
  ],
  pager: [
    ['На дну текста: претходно и следеће, са насловима.', 'At the foot of a text: previous and next, with their titles.'],
    ['Не само стрелице без речи.', 'No arrows without words.'],
  ],
  passages: [
    ['За све што се чита: један стубац, порекло са стране.', 'For all that is read: one column, its sources in the margin.'],
    ['Не мешајте у њега дугмад и обрасце.', 'No buttons or forms among it.'],
  ],
  'password-field': [
    ['Једно поље, са дугметом које показује шта је уписано.', 'One field, with a button that shows what was typed.'],
    ['Не тражите лозинку двапут и не забрањујте лепљење.', 'Never ask for it twice, never forbid pasting.'],
  ],
  progress: [
    [
      'Увек са речима: колико је завршено од колико. Табела или списак поред каже које.',
      'Always with words: how many of how many. A table or list beside it says which.',
    ],
    ['Не за оно чему се не зна крај.', 'Not for what has no known end.'],
  ],
  'saved-state': [
    ['Близу наслова, једна кратка реч о томе да ли је рад сачуван.', 'Near the title, one short word on whether the work is kept.'],
    ['Не као прозорче које искаче и нестаје.', 'Not as a bubble that pops up and goes.'],
  ],
  'search-box': [
    ['Тражи у оба писма. На страни за претрагу стоји само једно, велико.', 'Searches both scripts. A page for searching has only one, large.'],
    ['Не сакривајте га иза иконе.', 'Do not hide it behind an icon.'],
  ],
  select: [
    ['Кад је одговора више од седам, а људи знају шта траже.', 'When there are more than seven answers and people know what they look for.'],
    ['Не за „да“ и „не“.', 'Not for “yes” and “no”.'],
  ],
  steps: [
    [
      'За пут који има ред: корак, наслов, једна реченица. Топла боја показује где сте.',
      'For a way with an order: step, title, one sentence. The warm colour shows where one is.',
    ],
    ['Не за списак чији је ред свеједно.', 'Not for a list whose order does not matter.'],
  ],
  table: [
    ['За исте чињенице о више ствари. На телефону сваки ред постаје листић.', 'For the same facts about many things. On a phone each row becomes a slip.'],
    ['Не за распоређивање стране и не без назива.', 'Not to arrange a page, and never without a name.'],
  ],
  tag: [
    ['За стање или врсту у једној-две речи; са везом води до свих таквих.', 'For a state or a kind in a word or two; as a link it leads to all of that kind.'],
    ['Не више од три у реду: више њих је обичан текст са тачкама између.', 'Not more than three in a row: more are plain words with points between.'],
  ],
  'text-field': [
    ['Ширина поља каже колики се одговор очекује.', 'The width says how long an answer is expected.'],
    ['Не тражите оно што већ знате и не делите име на више поља.', 'Do not ask what you know already, nor split a name into fields.'],
  ],
  tiles: [
    ['За мали, сталан скуп путева са бројем: седам области.', 'For a small, lasting set of ways with a number: the seven areas.'],
    ['Не за списак који расте.', 'Not for a list that grows.'],
  ],
}

/** The two sentences in a reader's variant; nothing for whole screens. */
export function guidanceFor(name: string, variant: Variant): { use: string; avoid: string } | undefined {
  const found = guidance[name]
  if (found === undefined) return undefined
  const [use, avoid] = found.map(([serbian, english]) => (variant === 'en' ? english : variant === 'sr-Latn' ? toLatin(serbian) : serbian))
  return { use: use ?? '', avoid: avoid ?? '' }
}
