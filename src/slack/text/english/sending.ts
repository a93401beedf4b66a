import type { MemberId } from '../../../domain/ids.ts'
import { link, mention, webAddress } from '../markup.ts'

export const withdrawDialogue = {
  title: 'Withdraw this request?',
  text: 'It can then no longer be accepted. You can send a new one at any time.',
  confirm: 'Withdraw',
  deny: 'Keep it',
} as const

export const sending = {
  memberLabel: { offer: 'Who would you mentor?', session_request: 'Who would you like to learn from?' },
  memberPlaceholder: 'Pick a member',
  messageLabel: 'Message',
  messagePlaceholder: {
    offer: 'What could you help them with?',
    session_request: 'What would you like to talk about?',
  },
  to: (member: MemberId) => `To ${mention(member)}`,
  each: {
    offer: 'Each of them gets an offer of their own, and does not see who else got one.',
    session_request: 'Each of them gets a request of their own, and does not see who else got one.',
  },
  next: {
    offer:
      'They get your offer as a message. They can book a session in your free hours, or send you a session request. You are told when they do.',
    session_request:
      'They get your request as a message and can book a session at a time that suits you both. You are told when they do.',
  },
  answers: (member: MemberId) =>
    `This accepts what ${mention(member)} offered you, and asks them for a session. They pick the time, and you are told when they do.`,
  context: (contextUrl: string) => {
    const address = webAddress(contextUrl)
    return address && `About ${link(address, 'this message')}, which they will see a link to.`
  },
} as const
