import type { MemberId } from '../../../domain/ids.ts'
import { link, webAddress } from '../markup.ts'
import { mention } from './people.ts'

export const withdrawDialogue = {
  title: 'Withdraw this request?',
  text: "Once withdrawn, it can't be accepted. You can send a new one at any time.",
  confirm: 'Withdraw',
  deny: 'Keep it',
} as const

export const sending = {
  memberLabel: {
    offer: 'Who would you like to mentor?',
    session_request: 'Who would you like to learn from?',
  },
  memberPlaceholder: 'Pick a member',
  messageLabel: 'Message',
  messagePlaceholder: {
    offer: 'What could you help them with?',
    session_request: 'What would you like to talk about?',
  },
  to: (member: MemberId) => `To ${mention(member)}`,
  each: {
    offer: "Each of them gets their own offer, and can't see who else got one.",
    session_request: "Each of them gets their own request, and can't see who else got one.",
  },
  next: {
    offer:
      "They'll get your offer as a message, and can book you in your free hours or ask you for a time. I'll message you when they respond.",
    session_request:
      "They'll get your request as a message, and can book a time that suits you both. I'll message you when they respond.",
  },
  answers: (member: MemberId) =>
    `This accepts what ${mention(member)} offered, and asks them for a session. They pick the time, and I'll message you when they do.`,
  /** Below the first that somebody ever sent. */
  firstUse: {
    offer: 'Others could find you as a mentor too.',
    session_request: 'Mentors could find you too.',
  },
  context: (contextUrl: string) => {
    const address = webAddress(contextUrl)
    return address && `About ${link(address, 'this message')}. They'll see the link too.`
  },
} as const
