import { atMost99 } from './nouns.ts'

/** @param pending counted up to 100, and shown no further than 99 */
export const waitingLine = (pending: number): string => {
  if (pending === 0) return 'Nothing is waiting for your answer.'
  return pending === 1
    ? '*1 request is waiting for your answer.*'
    : `*${atMost99(pending)} requests are waiting for your answer.*`
}

export const welcome = {
  title: '*Welcome!* Mentoring starts in one of two ways:',
  offer:
    '*Offer to mentor* somebody whom you could help. They pick a time in your free hours, or ask you for one.',
  requestSession:
    '*Request a session* with somebody whom you would like to learn from. They book a time that suits you both.',
  next: 'What you send and receive shows here, and so do your sessions. Whoever gets a request answers it in their own time; dismissing one tells nobody.',
} as const

/** That a list does not show all from its top, and what it shows. @param narrowed counted up to 100 each */
export const partOfList = (narrowed: { shown: number; all: number } | null, isPaged: boolean): string => {
  const further = 'further down the list'
  if (!narrowed) return `You are ${further}; newer ones stand before these.`
  const counted = `*Filtered:* ${atMost99(narrowed.shown)} of ${atMost99(narrowed.all)}`
  return isPaged ? `${counted}, ${further}.` : `${counted}.`
}

export const emptyList = (
  side: 'received' | 'sent',
  looked: { isNarrowed: boolean; isPaged: boolean },
): string => {
  if (looked.isPaged) return 'Nothing is left on this page.'
  if (looked.isNarrowed) return 'Nothing of this sort. Choose Everything to see the rest.'
  return side === 'received'
    ? 'Nothing yet. Offers to mentor you and requests for a session with you come here.'
    : 'Nothing yet. Offers and session requests that you send are kept here.'
}
