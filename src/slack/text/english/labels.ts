import type { ReceivedState } from '../../../domain/requests/lists.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import { stateWords } from './nouns.ts'

/** What stands on buttons and headings. Accept, Dismiss and the way out are part of the contract (spec 2-surfaces). */
export const labels = {
  accept: 'Accept',
  dismiss: 'Dismiss',
  withdraw: 'Withdraw',
  offer: 'Offer to mentor',
  requestSession: 'Request a session',
  book: 'Book a session',
  answerInstead: 'Send a session request instead',
  switchRoles: 'Switch roles',
  rescheduleSession: 'Reschedule',
  cancelSession: 'Cancel session',
  editSession: 'Edit topic or place',
  join: 'Join',
  googleCalendar: 'Google Calendar',
  outlook: 'Outlook',
  setAvailability: 'Set your availability',
  editAvailability: 'Edit your availability',
  pause: 'Pause',
  resume: 'Resume',
  showSessions: 'Show sessions',
  bookAgain: 'Book another time',
  newer: 'Newer',
  older: 'Older',
  showAll: 'Show all',
  history: 'History',
  edit: 'Edit',
  earlierSessions: 'Earlier',
  laterSessions: 'Later',
  pastSessions: 'Past',
  upcomingSessions: 'Upcoming',
  bookSameAgain: 'Book again',
  showRequests: 'Show requests',
  fillInProfile: 'Fill in your profile',
  editProfile: 'Edit profile',
  fillInOwnProfile: 'Fill in your own profile',
  findMentor: 'Find a mentor',
  bookThem: 'Book',
  moreFound: 'More',
  firstFound: 'Back to the first',
  suggest: 'Suggest to somebody',
  notNow: 'Not now',
  openLink: 'Open link',
  leaveSession: 'Leave session',
  leaveWaitlist: 'Leave waitlist',
  leave: 'Leave',
  stay: 'Stay',
  takeSeat: 'Take the seat',
  declineSeat: "I can't come",
  editOpenSession: 'Edit',
  seats: 'Seats',
  changeSeats: 'Change the number',
  addSomebody: 'Give somebody a seat',
  inviteSomebody: 'Invite people',
  questions: 'Questions',
  hostAgain: 'Host again',
  hostSession: 'Host an open session',
  openSessions: 'Open sessions',
} as const

export const headings = {
  home: 'Mentorship',
  requests: 'My mentorship requests',
  received: 'Received',
  sent: 'Sent',
  sessions: 'Upcoming sessions',
  pastSessions: 'Past sessions',
  availability: 'Your availability',
  profile: 'Your profile',
  suggested: 'Suggested to you',
  openSessions: 'Open sessions',
  peopleToHelp: 'People you could help',
} as const

/** At most 24 characters each. */
export const modals = {
  offerTitle: 'Offer to mentor',
  requestTitle: 'Request a session',
  bookTitle: 'Book a session',
  rescheduleTitle: 'Reschedule',
  cancelTitle: 'Cancel session',
  editSessionTitle: 'Edit session',
  availabilityTitle: 'Your availability',
  profileTitle: 'Your profile',
  findTitle: 'Find a mentor',
  search: 'Search',
  suggestTitle: 'Suggest someone',
  hostTitle: 'Open session',
  hostIt: 'Set up',
  seatsTitle: 'Seats',
  giveSeatTitle: 'Give a seat',
  giveSeat: 'Give a seat',
  inviteTitle: 'Invite people',
  invite: 'Invite',
  questionsTitle: 'Questions',
  send: 'Send',
  suggest: 'Suggest',
  next: 'Next',
  book: 'Book',
  bookAnyway: 'Book anyway',
  move: 'Reschedule',
  moveAnyway: 'Reschedule anyway',
  save: 'Save',
  cancel: 'Cancel session',
  keep: 'Keep session',
  close: 'Close',
} as const

const filterKinds = { any: 'Everything', offer: 'Offers', session_request: 'Session requests' } as const

/** One choice of a list's filter, standing alone where the list is not open. */
export const filterWords = (kind: RequestKind | null, state: ReceivedState | null): string => {
  if (state === null) return filterKinds[kind ?? 'any']
  return kind === null ? stateWords[state] : `${stateWords[state]} ${filterKinds[kind].toLowerCase()}`
}

export const filterLabel = { received: 'Filter Received', sent: 'Filter Sent' } as const
