import type { SCOPES } from '../../oauth/scopes.ts'

type Scope = (typeof SCOPES)[number]

/** What each permission is for, as those who install the app read it. */
const scopes: Readonly<Record<Scope, string>> = {
  commands: 'to offer /mentor and shortcuts',
  'chat:write':
    'to send members messages about their own requests and sessions, and to announce open sessions where a mentor asks for it',
  'im:write': 'to find its own conversation with a member',
  'users:read': 'to know the name and time zone of members who take part, and whether they may',
  'files:write':
    'optional: to add a calendar file to a session, and to send members their own data and organisers a report as files',
  'im:history':
    'optional: to look whether a message whose delivery was uncertain has arrived, before it is sent again',
  'channels:read': 'optional: to see whether it can post in a public channel that a mentor chose',
  'groups:read': 'optional: the same for a private channel',
  'channels:history': 'optional: to look whether an announcement whose delivery was uncertain has arrived',
  'groups:history': 'optional: the same for a private channel',
}

/**
 * The privacy policy, on the app's own page and in docs/privacy.md; a test holds the two, the scopes and the periods to each
 * other and to what the code does.
 */
export const privacy = {
  title: 'Privacy',
  intro:
    'What Mentorship keeps about the members of a workspace, why, for how long, who sees it, and how it goes away. Whoever runs this server answers for it.',
  contact: 'Questions, and requests for what is kept about you or for its deletion',
  sections: [
    {
      heading: 'What is kept, and why',
      lines: [
        'Of members who use it, or with whom somebody wants to meet: what Slack says of them (id, name, title, picture, time zone, and whether they are a guest, an admin, deactivated or of another organisation). It is needed to address them, and to show times as they have them.',
        'What members enter themselves: requests and their messages, sessions with topic and place, when they can be booked, a profile for the directory with topics, suggestions, notes on open sessions, what they say of a session afterwards, and whom they would rather not be matched with.',
        'Of calendars that a member connects: what it takes to read them, encrypted, which machine they are on, and the times at which they say that the member is busy. No title, place, guest or text of anything in them.',
        'What the app has to do next: messages that are on their way, reminders, and what it answered to a click, so that a click which Slack repeats has no second effect.',
        'Of a workspace: its name, its settings, who organises mentoring there and changed what, numbers of each day for reports, the token that Slack gave for it, encrypted, and who installed the app.',
      ],
    },
    {
      heading: 'What is not kept, and not read',
      lines: [
        'It reads nothing that people write to each other in Slack. Where it may look into a history, it looks only for its own message, around the time at which it tried to send it.',
        'It asks Slack for no e-mail addresses and no presence. It sells nothing, shows no advertisements, and trains no language model with anything.',
      ],
    },
    {
      heading: 'Who sees it',
      lines: [
        'Members see their own requests, sessions and profile, and what others meant for them. A profile is shown to other members only while its owner lists it. Whom a member avoids, and that a request was dismissed, is never shown to anybody else.',
        'Organisers of a workspace see its settings, figures about the programme as a whole (nothing about fewer than five people), and lists of who asked whom, who met when, and who offers or looks for what. They see no message, no note, no dismissal, and what somebody said of a session only if its author passed it on to them.',
        'Each workspace is apart: the database itself refuses to show one what belongs to another. Those who run the server can read the database; tokens and connections to calendars in it are encrypted with a key that is not in it.',
        'Calendars that a member connects are asked at the address that the member gave, or at Google or Microsoft. Others learn from them only at which times that member cannot be booked.',
        'It goes to Slack, which shows it, to calendars for which a member made a private address, and into a calendar at Google or Microsoft whose owner asked for that; and to nobody else. Of a private address only a hash is kept.',
      ],
    },
    {
      heading: 'For how long',
      lines: [
        'Requests, sessions, profiles, what was said of sessions, who organises and changed what: as long as the app is installed, since members look back at them; those of a member who left Slack, for 365 days, unless the settings of the workspace say otherwise.',
        'Suggestions: 90 days. Numbers of each day, which name nobody: as long as the app is installed.',
        'What a connected calendar said: until it is read again or disconnected. What it takes to reach it: until it is disconnected, or about a quarter of an hour longer where sessions are taken out of it.',
        'Messages that were delivered: 7 days. Messages that could not be delivered: 60 days. Answers to clicks: 2 days.',
        'When the app is removed from a workspace, its tokens are deleted at once, and everything else of that workspace after 30 days, unless it is installed again before, or its settings say otherwise.',
        'Backups are up to whoever runs the server.',
      ],
    },
    {
      heading: 'How it goes away',
      lines: [
        '/mentor my data shows members everything that is kept about them, also as a file, and Forget me there deletes it: in the history of others a former member stands in their place.',
        'A member empties or unlists a profile, withdraws requests and cancels sessions at any time. Whoever runs the server can delete a whole workspace at once.',
        'Members who are deactivated in Slack are taken out of the directory, and what they had open is cancelled.',
      ],
    },
  ],
  permissions: { heading: 'What it may do in Slack', scopes },
} as const
