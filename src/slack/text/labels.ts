import type { ReceivedState } from '../../domain/requests/lists.ts'
import type { RequestKind } from '../../domain/requests/request.ts'

/** What stands on buttons and headings. Accept, Dismiss and the way out are part of the contract (spec 2-surfaces). */
export const labels = {
  accept: 'Accept',
  dismiss: 'Dismiss',
  withdraw: 'Withdraw',
  offer: 'Offer to mentor',
  requestSession: 'Request a session',
  answerInstead: 'Send a session request instead',
  switchRoles: 'Switch roles',
  rescheduleSession: 'Reschedule',
  cancelSession: 'Cancel',
  googleCalendar: 'Add to Google Calendar',
  outlook: 'Outlook',
  setAvailability: 'Set your availability',
  editAvailability: 'Edit your availability',
  showSessions: 'Show sessions',
  bookAgain: 'Book another time',
  earlierTimes: 'Earlier times',
  laterTimes: 'Later times',
  newer: 'Newer',
  older: 'Older',
  showAll: 'Show all',
  earlierSessions: 'Earlier',
  laterSessions: 'Later',
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
  rescheduleTitle: 'Reschedule session',
  cancelTitle: 'Cancel session',
  availabilityTitle: 'Your availability',
  send: 'Send',
  book: 'Book',
  bookAnyway: 'Book anyway',
  move: 'Reschedule',
  moveAnyway: 'Reschedule anyway',
  save: 'Save',
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

const plurals = {
  offer: 'offers to mentor',
  session_request: 'session requests',
} as const satisfies Record<RequestKind, string>

const singulars = {
  offer: 'offer to mentor',
  session_request: 'session request',
} as const satisfies Record<RequestKind, string>

/** What is counted up to 100 is shown no further than 99. */
export const atMost99 = (count: number): string => (count > 99 ? '99+' : String(count))

/** `3 session requests`. @param count two at least */
export const several = (count: number, kind: RequestKind): string => `${count} ${plurals[kind]}`

/** `both`, `all 3`. @param count two at least */
export const all = (count: number): string => (count === 2 ? 'both' : `all ${count}`)

/** `your offer to mentor`, `both of your session requests`, `all 3 of your session requests`. */
export const allOf = (whose: 'your' | 'their', count: number, kind: RequestKind): string =>
  count === 1 ? `${whose} ${singulars[kind]}` : `${all(count)} of ${whose} ${plurals[kind]}`

const filterKinds = { any: 'Everything', offer: 'Offers', session_request: 'Session requests' } as const

/** One choice of a list's filter, standing alone where the list is not open. */
export const filterWords = (kind: RequestKind | null, state: ReceivedState | null): string => {
  if (state === null) return filterKinds[kind ?? 'any']
  return kind === null ? stateWords[state] : `${stateWords[state]} ${filterKinds[kind].toLowerCase()}`
}

export const filterLabel = { received: 'Show of Received', sent: 'Show of Sent' } as const
