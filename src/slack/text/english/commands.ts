import type { Subcommand } from '../../commands/parse.ts'

const usages = {
  offer: {
    typed: '/mentor offer @member message',
    does: 'offers to mentor a member. Without a name, a form opens.',
  },
  request: {
    typed: '/mentor request @member message',
    does: 'asks a member for a session. Without a name, a form opens.',
  },
  requests: { typed: '/mentor requests', does: 'shows what you received and sent, with buttons to answer.' },
  book: {
    typed: '/mentor book @member',
    does: 'books a session with a member, as mentor or mentee. Without a name, a form opens.',
  },
  sessions: { typed: '/mentor sessions', does: 'shows your upcoming sessions, to move or cancel them.' },
  availability: { typed: '/mentor availability', does: 'sets when others can book you as their mentor.' },
  pause: { typed: '/mentor pause', does: 'stops new requests and bookings.' },
  resume: { typed: '/mentor resume', does: 'starts them again.' },
  help: { typed: '/mentor help', does: 'shows this.' },
} as const satisfies Record<Subcommand, { typed: string; does: string }>

export const usageLine = (command: Subcommand): string => {
  const { typed, does } = usages[command]
  return `\`${typed}\`  ${does}`
}

export const help = {
  title: '*Mentorship* brings mentors and mentees together, here in Slack. What you can do:',
  home: 'The same, with the mouse: open *Mentorship* under Apps and go to its Home tab. On any message, *Ask author for mentoring* is under More message shortcuts.',
} as const

/** @param typed the word after `/mentor`; the caller escapes it if needed */
export const notUnderstood = (typed: string): string => `There is no “${typed}” here. Did you mean this?`

export const incomplete = 'This needs one member:'

export const unresolvedName = (name: string): string =>
  `Slack did not say who “@${name}” is. Type @ and the first letters, pick the person from the list that Slack shows, and send it again. Or leave the name out and pick it in the form.`
