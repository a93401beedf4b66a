import type { OwnSection } from '../../../domain/own-data.ts'

/** In lists and calendars, where no mention can stand. */
export const formerName = 'A former member'

/** @param count counted up to 1,000 */
export const ownSectionTitle = (section: OwnSection, count: number): string => {
  const { title, isCounted } = titles[section]
  return isCounted ? `*${title}*: ${count < 1_000 ? count : '1,000 or more'}` : `*${title}*`
}

const titles: Readonly<Record<OwnSection, { title: string; isCounted: boolean }>> = {
  account: { title: 'From your Slack account', isCounted: false },
  profile: { title: 'Your profile', isCounted: false },
  availability: { title: 'Your availability', isCounted: false },
  avoided: { title: "People you'd rather not be matched with", isCounted: true },
  requestsSent: { title: 'Requests you sent', isCounted: true },
  requestsReceived: { title: 'Requests you received', isCounted: true },
  sessions: { title: 'Sessions', isCounted: true },
  openSessions: { title: 'Invitations to open sessions, and places on waitlists', isCounted: true },
  feedback: { title: 'What you said of sessions', isCounted: true },
  suggestionsMade: { title: 'Suggestions you made', isCounted: true },
  suggestionsReceived: { title: 'Suggestions made to you', isCounted: true },
  nudged: { title: 'When I last reminded you of waiting requests', isCounted: false },
  calendarAddress: { title: 'That you have a private address for your calendar', isCounted: false },
  calendars: { title: 'Calendars you connected, and when they say you are busy', isCounted: true },
  organising: { title: 'That you are an organiser', isCounted: false },
  reports: { title: 'Reports you asked for', isCounted: true },
  programmeChanges: {
    title: 'What you changed as an organiser, and who named or removed you',
    isCounted: true,
  },
  installed: { title: 'That you installed this app', isCounted: false },
}

/** What organisers export from their report. */
const organisersSee = {
  requests:
    'The organisers: who asked whom and when, and what was accepted or withdrawn, without the messages.',
  sessions: 'The organisers: who met whom and when, without topics, places and notes.',
}

/** Who sees it, besides the member. */
export const whoSees: Readonly<Record<OwnSection, string>> = {
  account: 'Everyone here, as in Slack.',
  profile: 'Everyone here, if you are listed; otherwise nobody else.',
  availability: 'Others see only the times at which you can be booked, and where you meet.',
  avoided: 'Nobody else, not even the people in it.',
  requestsSent: `Those who received them. ${organisersSee.requests}`,
  requestsReceived: `Those who sent them, except whether you dismissed them: that nobody sees. ${organisersSee.requests}`,
  sessions: `Those who are in them, and everyone about an open session that you host. What you wrote when you joined one: its mentor. ${organisersSee.sessions}`,
  openSessions:
    'The mentor of the session: that you wait, and what you wrote. That you put an invitation aside: nobody.',
  feedback:
    "Nobody else. Answers are counted together with others'; a line is seen by those to whom you let me pass it on.",
  suggestionsMade:
    'Those whom they were made to. Your name, unless you left it out: also those whom they ask for that reason.',
  suggestionsReceived: 'Those who made them, but not what you did with them.',
  nudged: 'Nobody else.',
  calendarAddress: 'Nobody else. The address itself is not kept, only what tells it from others.',
  calendars:
    'Others see only at which of your times you cannot be booked. The address itself is kept encrypted.',
  organising: 'Everyone here.',
  reports: 'Nobody else.',
  programmeChanges: 'The organisers.',
  installed: 'The organisers.',
}

export const ownData = {
  title: 'Your data',
  open: 'Your data',
  intro: 'This is what I keep about you in this workspace, and who can see it.',
  nothing: 'I keep nothing about you. If you use Mentorship, that starts anew.',
  whoSees: 'Who sees it:',
  besides:
    'For a few days I also keep which messages I sent and how I answered, so that nothing is done twice. What others keep for themselves, such as whom they would rather not be matched with, is theirs and not shown here.',
  inFile: 'Every word of it is in a file that I can send to our direct message.',
  sendFile: 'Send me the file',
  fileComes: "I'm sending everything I keep about you as a file to our direct message.",
  fileTitle: 'Everything Mentorship keeps about you',
  fileComment:
    "Here's everything I keep about you, as JSON. Only you can see this message. Download the file if you want to keep it.",
  fileRefused:
    "I can't send you the file with your data, because this workspace doesn't let me upload files. Ask an admin to allow Mentorship `files:write`, which it asks for when it's installed again; then type `/mentor my data` once more. What I keep is also listed there.",
} as const

export const forgetting = {
  title: 'Forget me',
  open: 'Forget me',
  ask: '*Shall I forget you?* This cannot be undone.',
  goes: [
    '*What goes at once*',
    "• your profile, your availability, your calendars and your private address, whom you'd rather not be matched with, what you said of sessions, your notes and suggestions",
    '• open requests: those you sent are withdrawn, those you received disappear',
    '• sessions ahead: they are cancelled, and the others are told so without a reason; seats and places on waitlists go to the next',
    '• your name and everything you wrote, also in my messages to others, wherever Slack lets me change them',
  ].join('\n'),
  stays: [
    '*What stays, and why*',
    '• that a session or request took place: it is the history of the other person too, who sees “a former member” there',
    '• messages that Slack no longer lets me change or whose place I do not keep, such as reminders and lists, lines that I passed on for you, files that I sent (calendars, reports, your data), and Slack’s own records: I cannot reach them',
    '• sessions that I put into calendars: I forget at once how to reach yours. *Disconnect it first*, and those ahead are taken out',
    '• topics that others use too, and what you set for everybody as an organiser; backups, until they expire',
  ].join('\n'),
  after:
    'If you use Mentorship again, even by opening its Home tab, or somebody else writes to you in it, you start anew.',
  next: 'Forget me…',
  typeLabel: 'Type FORGET to confirm',
  word: 'FORGET',
  wrongWord: 'Type FORGET here, or close this to keep everything.',
  confirm: 'Forget me',
  done: {
    forgotten:
      "You're forgotten. My messages in our direct message disappear in the next minutes. If you use Mentorship again, even by opening its Home tab, you start anew.",
    begun:
      "I'm forgetting you. Your history here is long, so it takes a few minutes. If you use Mentorship after that, you start anew.",
    unchanged: "I keep nothing about you, so there's nothing to forget.",
  },
  home: "You're forgotten: nothing is kept about you. Open this tab again to start anew.",
  erasedLine: 'Somebody whom this was about is no longer part of Mentorship.',
} as const
