/** The pages on which the app is installed. */
export const installing = {
  add: 'Add to Slack',
  open: 'Open Mentorship in Slack',
  choose: 'Choose workspaces',
  continue: 'Continue',
  landing: {
    name: 'Mentorship',
    title: 'Mentoring, inside Slack',
    lead: 'Members find a mentor, offer to mentor someone, or ask for a session, and book a time that suits both. No other site, no other account.',
    steps: [
      {
        title: 'Find each other',
        text: 'A directory of mentors by topic, with search that forgives typing errors. Or offer to mentor a colleague, straight from their message.',
      },
      {
        title: 'Book a time',
        text: 'Free times of both, in the time zone of each. Nobody is ever booked twice, and sessions come into your calendar.',
      },
      {
        title: 'Meet, or learn together',
        text: 'Reminders before a session, and open sessions with seats and a waitlist for those who want to teach many.',
      },
    ],
    promises: {
      title: 'Made to be trusted',
      lines: [
        "Dismissing a request is silent: its sender isn't told, and nothing they see changes.",
        'It reads nothing that people write to each other in Slack.',
        'It asks for the fewest permissions, and works without the optional ones.',
        'Removing it takes its access away at once, and its data after 30 days.',
      ],
    },
    example: {
      label: 'What a request looks like in Slack',
      from: 'Ben York',
      said: 'offers to mentor you:',
      quote: 'I saw your question about query plans. Half an hour this week?',
      accept: 'Accept',
      dismiss: 'Dismiss',
    },
    begin: 'Then anyone types /mentor, anywhere in Slack.',
    support: 'Support',
    home: 'Mentorship',
  },
  done: {
    title: 'Mentorship is installed',
    lines: ['Everyone in your workspace can type /mentor now. I sent you a message with how to begin.'],
  },
  forOrganisation: {
    title: 'Mentorship is installed for your organisation',
    lines: [
      'Nobody has it yet: choose the workspaces that it may serve. Their owners and admins organise mentoring there until somebody is named.',
    ],
  },
  declined: {
    title: 'Nothing was installed',
    lines: ['You can add Mentorship at any time.'],
  },
  failed: {
    title: "That didn't work",
    lines: [
      'Nothing was installed. This page can be used once, within ten minutes, in the browser in which you began, and it needs cookies. Please begin again.',
    ],
  },
  goOn: {
    title: 'One more step',
    lines: ['To install Mentorship, please continue to Slack and allow it once more.'],
  },
} as const

/** For the member who installed the app, once. */
export const welcomeText =
  "*Mentorship is installed.* Type `/mentor` anywhere to see what it can do, or open its Home tab. Everyone in this workspace can use it; nobody hears of it until they're asked."
