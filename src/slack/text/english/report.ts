import type { Shown, ShownSpan } from '../../../domain/programme/disclosure.ts'
import type { ExportedFile, ReportFile } from '../../../domain/programme/report-files.ts'
import type { Period } from '../../../domain/programme/report-periods.ts'
import type { PlainDate } from '../../../domain/time/time.ts'
import { capital } from './nouns.ts'
import { shortDay } from './times.ts'

const FEW = 'fewer than 5'

const shown = (value: Shown): string => (value === null ? FEW : value.toLocaleString('en'))

const spans: Readonly<Record<Period, string>> = {
  month: 'the last 30 days',
  quarter: 'the last 90 days',
  year: 'the last year',
  all: 'so far',
}

const spansBefore: Readonly<Record<Exclude<Period, 'all'>, string>> = {
  month: '30 days before',
  quarter: '90 days before',
  year: 'Year before',
}

/** Every number that the report shows. */
const lines = [
  ['Offers and requests sent', (span) => shown(span.sent)],
  ['Accepted', (span) => shown(span.accepted)],
  ['Not accepted', (span) => shown(span.notAccepted)],
  ['Met', (span) => shown(span.met)],
  ['Met again', (span) => shown(span.metAgain)],
  ['Half were accepted within', ({ medianDays }) => daysOf(medianDays)],
  ['Sessions held', (span) => shown(span.sessions)],
  ['Hours', (span) => shown(span.hours)],
  ['Mentors in sessions', (span) => shown(span.mentors)],
  ['Mentees in sessions', (span) => shown(span.mentees)],
  ['Held by the busiest tenth of mentors', ({ busiestShare }) => percent(busiestShare)],
  ['Listed mentors without a session', (span) => listed(span.idleMentors)],
  ['People looking without a session', (span) => listed(span.idleSeekers)],
  ['Answers to “How was it?”', ({ feedback }) => shown(feedback.answers)],
  ['It was great', ({ feedback }) => part(feedback.great, feedback.answers)],
  ['It was fine', ({ feedback }) => part(feedback.fine, feedback.answers)],
  ["We didn't meet", ({ feedback }) => part(feedback.unmet, feedback.answers)],
] as const satisfies readonly (readonly [string, (span: ShownSpan) => string])[]

const daysOf = (days: Shown): string => {
  // “Within fewer than 5” would be days.
  if (days === null) return 'too few to say'
  if (days === 0) return 'a day'
  return days === 1 ? '1 day' : `${days} days`
}

const percent = (share: Shown): string => (share === null ? FEW : `${share} %`)

/** Of the answers, as far as both are shown. */
const part = (some: Shown, all: Shown): string =>
  some === null || all === null ? FEW : `${Math.min(100, Math.round((20 * some) / all) * 5)} %`

const listed = (value: ShownSpan['idleMentors']): string => (value === 'unknown' ? '–' : shown(value))

const title = (period: Period): string =>
  period === 'all' ? 'Mentoring so far' : `Mentoring in ${spans[period]}`

export const report = {
  few: '< 5',
  nothingYet: 'Fewer than 5 so far',
  title,
  until: (day: PlainDate, today: PlainDate) => `Until the end of ${shortDay(day, today)}, UTC.`,
  rounding:
    'A count about fewer than 5 people is shown as “fewer than 5”. All others are rounded down to fives, so that nobody can be told from the difference of two. Answers count once their questions are over, those of five people or more at a time.',
  notAccepted: '“Not accepted” is everything that waits, and everything else that nobody accepted.',
  numbers: 'The numbers',
  measure: 'What',
  thisPeriod: (period: Period) => (period === 'all' ? 'So far' : capital(spans[period])),
  periodBefore: (period: Period) => (period === 'all' ? '' : spansBefore[period]),
  rounded: 'Numbers are rounded down to fives; a gap is fewer than 5.',
  /** @param then of the time before; null if there is none */
  lines: (now: ShownSpan, then: ShownSpan | null) =>
    lines.map(([what, of]) => ({ what, now: of(now), before: then && of(then) })),
  funnel: {
    title: 'From sent to met again',
    sent: 'Sent',
    accepted: 'Accepted',
    met: 'Met',
    metAgain: 'Met again',
  },
  sessionsHeld: (of: 'weeks' | 'months') =>
    of === 'weeks' ? 'Sessions held, by week' : 'Sessions held, by 30 days',
  sessions: 'Sessions',
  /** The first day of a stretch. */
  from: (day: PlainDate, today: PlainDate) => shortDay(day, today).replace(/^\w+ /, ''),
  topics: 'Topics',
  topic: 'Topic',
  sought: 'Looked for',
  offered: 'Offered',
  nobodyOffers: 'nobody offers it',
  topicInWords: (sought: Shown, offered: Shown | 'nobody') =>
    `looked for by ${shown(sought)}, offered by ${offered === 'nobody' ? offered : shown(offered)}`,
  noTopics: 'Nobody has named a topic yet.',
  moreTopics: (count: number) => `${count} more in the file of topics.`,
  fewAsZero: 'Where it says 0, it is about fewer than 5 people.',
  says: (title: string, points: readonly (readonly [string, Shown])[]) =>
    points.every(([, value]) => value === null)
      ? `${title}: fewer than 5 so far.`
      : `${title}: ${points.map(([name, value]) => `${name} ${shown(value)}`).join(', ')}.`,
  /** Below a bar whose name cannot be drawn. */
  nth: (place: number) => `No. ${place}`,
  /** Beside the picture. @param numbered the topics that it numbers, each with its number */
  pictureComment: (numbered: readonly (readonly [number, string])[]) =>
    ['The same charts as a picture.', ...numbered.map(([place, name]) => `No. ${place} is ${name}.`)].join(
      ' ',
    ),
  /** At the end of what a picture says to those who do not see it, where that is too long. */
  altGoesOn: 'The message above has the rest.',
  shown,
  coming: 'Your report is on its way. You find it in the Messages tab of this app.',
  fileComing: 'The file is on its way into the thread of the report.',
  fileRefused:
    "I can't send you files, because this workspace doesn't let me upload any. Ask an admin to allow Mentorship `files:write`, which it asks for when it's installed again; then choose the file once more.",
  period: (period: Period) =>
    ({ month: 'Last 30 days', quarter: 'Last 90 days', year: 'Last year', all: 'All' })[period],
  choosePeriod: 'Another period',
  fileName: (file: ReportFile, day: PlainDate) =>
    file === 'picture' ? `mentoring-${day}.png` : `mentoring-${file}-${day}.csv`,
  fileTitle: (file: ReportFile, period: Period) =>
    file === 'picture' ? `${title(period)}, for slides` : `${exports[file]}, ${spans[period]}`,
  fileComment: (file: ExportedFile) => comments[file],
  exports: (file: ExportedFile) => `${exports[file]} (CSV)`,
  columns: {
    requests: ['Sent (UTC)', 'Kind', 'From', 'From (id)', 'To', 'To (id)', 'State', 'Accepted (UTC)'],
    sessions: [
      'Begins (UTC)',
      'Ends (UTC)',
      'Minutes',
      'Kind',
      'State',
      'Mentor',
      'Mentor (id)',
      'Mentees',
      'Mentees (ids)',
    ],
    people: [
      'Name',
      'Id',
      'Offers to mentor',
      'Looks for a mentor',
      'Helps with',
      'Would like to learn',
      'Sessions as mentor',
      'Sessions as mentee',
    ],
    topics: ['Topic', 'Looked for', 'Offered', 'Nobody offers it'],
  },
  cells: {
    kind: { offer: 'offer to mentor', session_request: 'session request' },
    state: { pending: 'pending', accepted: 'accepted', withdrawn: 'withdrawn' },
    session: { open: 'open', booked: 'booked', held: 'held', empty: 'nobody joined', cancelled: 'cancelled' },
    yes: 'yes',
    no: 'no',
  },
} as const

const exports: Readonly<Record<ExportedFile, string>> = {
  requests: 'Offers and requests',
  sessions: 'Sessions',
  people: 'People',
  topics: 'Topics',
}

const comments: Readonly<Record<ExportedFile, string>> = {
  requests:
    'Who sent what to whom, without the messages. What nobody answered is pending. Keep it to those who organise.',
  sessions: 'Who met whom and when, without topics, places or notes. Keep it to those who organise.',
  people:
    'Everybody the app has met, what their profile offers, and their sessions. Keep it to those who organise.',
  topics: 'What is looked for beside what is offered.',
}
