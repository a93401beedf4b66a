import type { RequestKind } from '../../domain/request.ts'
import type { ReceivedState } from '../../store/reads/request-lists.ts'

/** What stands on buttons and headings. Accept, Dismiss and the way out are part of the contract (spec 2-surfaces). */
export const labels = {
  accept: 'Accept',
  dismiss: 'Dismiss',
  withdraw: 'Withdraw',
  offer: 'Offer to mentor',
  requestSession: 'Request a session',
  answerInstead: 'Send a session request instead',
  switchRoles: 'Switch roles',
  cancelSession: 'Cancel',
  bookAgain: 'Book another time',
  earlierTimes: 'Earlier times',
  laterTimes: 'Later times',
  newer: 'Newer',
  older: 'Older',
  showRequests: 'Show requests',
} as const

export const headings = {
  home: 'Mentorship',
  received: 'Received',
  sent: 'Sent',
  sessions: 'Upcoming sessions',
  availability: 'Your availability',
} as const

/** At most 24 characters each. */
export const modalWords = {
  offerTitle: 'Offer to mentor',
  requestTitle: 'Request a session',
  bookTitle: 'Book a session',
  cancelTitle: 'Cancel session',
  send: 'Send',
  book: 'Book',
  bookAnyway: 'Book anyway',
  cancel: 'Cancel session',
  keep: 'Keep session',
  close: 'Close',
} as const

export const stateWords = {
  pending: 'Pending',
  dismissed: 'Dismissed',
  accepted: 'Accepted',
  withdrawn: 'Withdrawn',
} as const satisfies Record<ReceivedState, string>

export const kindWords = {
  offer: 'Offer to mentor',
  session_request: 'Session request',
} as const satisfies Record<RequestKind, string>

/** `1 offer to mentor`, `3 session requests`. */
export const counted = (count: number, kind: RequestKind): string =>
  `${count} ${kind === 'offer' ? 'offer' : 'session request'}${count === 1 ? '' : 's'}${kind === 'offer' ? ' to mentor' : ''}`

/** `your offer to mentor`, `all 3 of your session requests`. */
export const allOf = (whose: 'your' | 'their', count: number, kind: RequestKind): string =>
  count === 1
    ? `${whose} ${kind === 'offer' ? 'offer to mentor' : 'session request'}`
    : `all ${count} of ${whose} ${kind === 'offer' ? 'offers to mentor' : 'session requests'}`

/** One choice of a list's filter, standing alone where the list is not open. */
export const filterWords = (kind: RequestKind | null, state: ReceivedState | null): string => {
  if (state === null) return kind === null ? 'Everything' : kind === 'offer' ? 'Offers' : 'Session requests'
  const what = kind === null ? '' : kind === 'offer' ? ' offers' : ' session requests'
  return `${stateWords[state]}${what}`
}

export const filterLabel = { received: 'Show of Received', sent: 'Show of Sent' } as const
