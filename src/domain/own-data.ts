/** The parts of *My data* (spec 9-programme, One's own data), in the order in which they are shown. */
export const ownSections = [
  'account',
  'profile',
  'availability',
  'avoided',
  'requestsSent',
  'requestsReceived',
  'sessions',
  'openSessions',
  'feedback',
  'suggestionsMade',
  'suggestionsReceived',
  'nudged',
  'calendarAddress',
  'calendars',
  'organising',
  'reports',
  'programmeChanges',
  'installed',
] as const

export type OwnSection = (typeof ownSections)[number]
