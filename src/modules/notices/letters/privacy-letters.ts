import { formatDate } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import { allPeople } from '#modules/people/index.ts'
import { erasureDue } from '#modules/reports/index.ts'
import * as words from '#texts/generated/letters.ts'
import type { LetterKind } from '../letter-kind.ts'

const day = (at: Date, variant: Variant) => formatDate(at.toISOString().slice(0, 10), variant, 'genitive')

const copyReady: LetterKind = {
  kind: 'copy-ready',
  title: words.kindCopyReady,
  hears: 'reports.export-ready',
  draft: async (_app, { variant, link }) => ({
    subject: words.copyReadySubject(variant),
    paragraphs: [words.copyReadyBody(variant)],
    action: { label: words.copyReadyAction(variant), address: link('/me/privacy') },
  }),
}

/** Goes at once, so that one in whose name somebody else asked can undo it. */
const erasureAsked: LetterKind = {
  kind: 'erasure-asked',
  title: words.kindErasureAsked,
  hears: 'reports.erasure-asked',
  async draft(app, { person, variant, link }) {
    const due = person && (await erasureDue(app.db, person.id))
    if (!due) return null
    return {
      subject: words.erasureAskedSubject(variant),
      paragraphs: [words.erasureAskedBody(variant, { date: day(due, variant) }), words.erasureAskedUndo(variant)],
      action: { label: words.erasureAskedAction(variant), address: link('/me/privacy/erase') },
    }
  },
}

const requestAnswered: LetterKind = {
  kind: 'request-answered',
  title: words.kindRequestAnswered,
  hears: 'reports.request-answered',
  draft: async (_app, { variant, link }) => ({
    subject: words.requestAnsweredSubject(variant),
    paragraphs: [words.requestAnsweredBody(variant)],
    action: { label: words.requestAnsweredAction(variant), address: link('/me/privacy') },
  }),
}

const accountIdle: LetterKind = {
  kind: 'account-idle',
  title: words.kindAccountIdle,
  hears: 'reports.account-idle',
  draft: async (_app, { variant, link }) => ({
    subject: words.accountIdleSubject(variant),
    paragraphs: [words.accountIdleBody(variant), words.accountIdleStays(variant)],
    action: { label: words.accountIdleAction(variant), address: link('/sign-in') },
  }),
}

/** To every administrator: somebody must answer before the term is over. */
const requestPressing: LetterKind = {
  kind: 'request-pressing',
  title: words.kindRequestPressing,
  hears: 'reports.request-pressing',
  async wishes(app, body) {
    const administrators = (await allPeople(app.db)).filter(({ roles, disabled_at }) => disabled_at === null && roles.includes('admin'))
    return administrators.map(({ id }) => ({ person: id, body }))
  },
  draft: async (_app, { variant, body, link }) => ({
    subject: words.requestPressingSubject(variant),
    paragraphs: [words.requestPressingBody(variant)],
    action: { label: words.requestPressingAction(variant), address: link(`/admin/privacy/requests/${String(body['request'])}`) },
  }),
}

/** Letters about one's own data. All are necessary: each guards a right, or a term that the law sets. */
export const privacyLetters: readonly LetterKind[] = [copyReady, erasureAsked, requestAnswered, accountIdle, requestPressing]
