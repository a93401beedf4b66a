import type { Subcommand } from '../../commands/subcommands.ts'

const usages = {
  find: {
    typed: '/mentor find words',
    does: 'Find a mentor by topic, name or what they say of themselves. Without words, see who is there.',
  },
  offer: {
    typed: '/mentor offer @member message',
    does: 'Offer to mentor someone. Without a name, a form opens.',
  },
  request: {
    typed: '/mentor request @member message',
    does: 'Ask someone for a session. Without a name, a form opens.',
  },
  requests: { typed: '/mentor requests', does: 'See what you received and sent, and answer it.' },
  book: { typed: '/mentor book @member', does: 'Book a session with someone, as their mentor or mentee.' },
  suggest: {
    typed: '/mentor suggest @mentor to @mentee why',
    does: 'Suggest a mentor to someone. Without both names, a form opens.',
  },
  host: {
    typed: '/mentor host',
    does: 'Set up an open session that others can join. With `again`, start from your last one.',
  },
  sessions: { typed: '/mentor sessions', does: 'See your upcoming sessions, and move or cancel them.' },
  profile: {
    typed: '/mentor profile',
    does: 'Say what you can help with, or want to learn, so that others find you.',
  },
  availability: { typed: '/mentor availability', does: 'Set when people can book you as their mentor.' },
  pause: { typed: '/mentor pause', does: 'Take a break from new requests and bookings.' },
  resume: { typed: '/mentor resume', does: 'Take new requests and bookings again.' },
  settings: {
    typed: '/mentor settings',
    does: 'See who organises mentoring here. Organisers change the settings.',
  },
  report: {
    typed: '/mentor report',
    does: 'For organisers: see how mentoring goes, as tables, charts and files.',
  },
  data: { typed: '/mentor my data', does: 'See everything I keep about you, and have it deleted.' },
  help: { typed: '/mentor help', does: 'See everything you can do.' },
} as const satisfies Record<Subcommand, { typed: string; does: string }>

export const usageLine = (command: Subcommand): string => {
  const { typed, does } = usages[command]
  return `\`${typed}\`  ${does}`
}

export const help = {
  title: "*Mentorship* brings mentors and mentees together in Slack. Here's what you can do:",
  home: 'Prefer the mouse? All of this is on the *Home* tab of *Mentorship*, under Apps. To ask the author of a message, pick *Ask author for mentoring* from its More actions menu; to help them find a mentor, pick *Suggest mentor to author*.',
} as const

/** Above everything one can do. @param typed what is no command, nor like one */
export const unknownCommand = (typed: string): string => `I don't know “${typed}”. Here's what you can do:`

export const incomplete = 'Name one member:'

export const unresolvedName = (name: string): string =>
  `I couldn't find “@${name}”. Pick them from Slack's list.`
