/** The pages on which the app is installed. */
export const installing = {
  add: 'Add to Slack',
  open: 'Open Mentorship in Slack',
  continue: 'Continue',
  landing: {
    title: 'Mentoring, inside Slack',
    lines: [
      'Members find a mentor, offer to mentor someone, or ask for a session, and book a time that suits both. Sessions are never double-booked.',
      "Dismissing a request is silent and private: the sender isn't told, and nothing they see changes.",
      'Mentorship reads nothing that people write to each other in Slack.',
    ],
  },
  done: {
    title: 'Mentorship is installed',
    lines: ['Everyone in your workspace can type /mentor now. I sent you a message with how to begin.'],
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
