import { fail } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { type EntryRefusal, takeInWorkFile, type WorkFileOutcome, type WorkFileRefusal, workFileLimits } from '#modules/learning/index.ts'
import { readLimited } from '#platform/uploads/index.ts'
import * as words from '#texts/generated/away.ts'
import { whoMay } from '../../admin/enter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  whoMay(event, 'issue-account-codes')
}

type Words = (variant: Variant) => string

const fileFaults: Record<WorkFileRefusal['reason'], Words> = {
  'not-a-work-file': words.fileNotWork,
  'newer-format': words.fileNewer,
  malformed: words.fileMalformed,
  'too-large': words.fileTooLarge,
  'unknown-person': words.filePerson,
  'wrong-signature': words.fileSignature,
}
const entryFaults: Record<EntryRefusal, Words> = {
  unreadable: words.whyUnreadable,
  'unknown-kind': words.whyKind,
  'other-id': words.whyId,
  malformed: words.whyMalformed,
  tells: words.whyTells,
  'not-hers': words.whyNotHers,
  conflict: words.whyConflict,
  'no-such-attempt': words.whyPlace,
  'no-such-item': words.whyPlace,
  'response-malformed': words.whyMalformed,
  away: words.whyTestOver,
  'handed-in': words.whyTestOver,
  'time-over': words.whyTestOver,
  'newer-kept': words.whyNewer,
  'id-used': words.whyConflict,
  'no-such-place': words.whyPlace,
  'note-too-long': words.whyLong,
}

export const actions: Actions = {
  default: async (event) => {
    const { app, variant } = event.locals
    const by = whoMay(event, 'issue-account-codes').id
    const file = (await event.request.formData()).get('work')
    const read = await readLimited(file instanceof File ? file : new Uint8Array(), workFileLimits.bytes)
    if (!read.ok) return fail(413, { fault: words.fileTooLarge(variant) })
    if (read.value.byteLength === 0) return fail(400, { fault: words.noFile(variant) })
    const taken = await takeInWorkFile(app, { by, text: Buffer.from(read.value).toString('utf8') })
    if (!taken.ok) {
      const { reason, at } = taken.refusal
      return fail(reason === 'too-large' ? 413 : 400, { fault: fileFaults[reason](variant), ...(at !== undefined && at !== '' && { at }) })
    }
    const all = taken.value.outcomes
    const count = (wanted: WorkFileOutcome['outcome']) => all.filter(({ outcome }) => outcome === wanted).length
    return {
      counts: { accepted: count('accepted'), there: count('there-already'), refused: count('refused') },
      entries: all.map(({ id, outcome, reason }) => ({
        id,
        isRefused: outcome === 'refused',
        reason: reason === undefined ? '' : (entryFaults[reason as EntryRefusal] ?? words.whyMalformed)(variant),
      })),
    }
  },
}
