import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/outbox.ts'

/** What the script of the list says, with # for what only the device knows. */
export function listWords(v: Variant) {
  const number = { count: '#' }
  return {
    read: words.whatRead(v),
    practised: words.whatPractised(v),
    note: words.whatNote(v),
    bookmark: words.whatBookmark(v),
    place: words.whatPlace(v),
    takenAlong: words.whatTakenAlong(v),
    answer: words.whatAnswer(v),
    handIn: words.whatHandIn(v),
    unknown: words.whatUnknown(v),
    waiting: words.stateWaiting(v),
    tried: words.stateTried(v, number),
    sent: words.stateSent(v, { time: '#' }),
    refused: words.stateRefused(v),
    advice0: words.advice0(v),
    advice400: words.advice400(v),
    advice403: words.advice403(v),
    advice404: words.advice404(v),
    advice409: words.advice409(v),
    advice413: words.advice413(v),
    locked: words.lockedText(v, number),
    counted: words.waiting(v, number),
    countedRefused: words.refused(v, number),
    nothingWaits: words.nothingWaits(v),
    nextTry: words.nextTry(v, { time: '#' }),
    sending: words.sending(v),
    sendLater: words.sendLater(v),
    sendDone: words.sendDone(v),
    saveFileNone: words.saveFileNone(v),
    enterNone: words.enterNone(v),
    enterUnread: words.enterUnread(v),
    enterFailed: words.enterFailed(v),
    enterSignIn: words.enterSignIn(v),
    enterDone: words.enterDone(v),
    accepted: words.enteredAccepted(v, number),
    'there-already': words.enteredThere(v, number),
    'refused-there': words.enteredRefused(v, number),
  }
}

export type ListWords = ReturnType<typeof listWords>
