import type { MemberId } from '../../../domain/ids.ts'
import type { MentoringRole, PartnerRefusal } from '../../../domain/member.ts'
import { type Suggestion, suggestedOther } from '../../../domain/suggestions/suggestion.ts'
import { mention } from './people.ts'
import { moment } from './times.ts'

/** The form, and all that a suggester ever reads. */
export const suggesting = {
  label: { mentor: 'Who would be the mentor?', mentee: 'Who would be the mentee?' },
  placeholder: 'Pick a member',
  receivesLabel: 'Who should hear about it first?',
  receives: { mentor: 'The mentor', mentee: 'The mentee' },
  whyLabel: 'Why these two?',
  whyPlaceholder: 'What could one learn from the other?',
  namingLabel: 'If it leads to a request or a session',
  naming: 'Say that I suggested it',
  namingMore: 'The one who hears about it sees it anyway.',
  next: "Only they get a message from me. The other person hears about it if they're asked for a session, offered one or booked. What comes of it stays between the two of them.",
} as const

/** The same bytes whatever becomes of it. */
export const passedOn = 'Passed on.'

/** `@Grace as a mentor for you`. */
const whom = (other: MemberId, as: MentoringRole) =>
  as === 'mentor' ? `${mention(other)} as a mentor for you` : `${mention(other)} as a mentee for you`

export const suggestionTitle = (suggestion: Suggestion): string => {
  const { other, as } = suggestedOther(suggestion)
  return `*${mention(suggestion.suggester)} suggests ${whom(other, as)}*`
}

/** One line of a list. */
export const suggestedRow = (suggestion: Suggestion): string => {
  const { other, as } = suggestedOther(suggestion)
  return `*${whom(other, as)}*\nSuggested by ${mention(suggestion.suggester)} · ${moment(suggestion.suggestedAt)}`
}

/** The same for one that was put aside. */
export const asideRow = (suggestion: Suggestion): string => {
  const { other, as } = suggestedOther(suggestion)
  return `${whom(other, as)} · suggested by ${mention(suggestion.suggester)} · put aside`
}

export const suggestionStatus = {
  next: {
    mentor: (other: MemberId) =>
      `${mention(other)} doesn't know about this. They'll only hear about it if you ask for a session or book one.`,
    mentee: (other: MemberId) =>
      `${mention(other)} doesn't know about this. They'll only hear about it if you offer.`,
  },
  putAside: (suggestion: Suggestion) => {
    const { other, as } = suggestedOther(suggestion)
    return `Put aside: ${whom(other, as)}. You'll find it on the Home tab, and nobody is told.`
  },
  used: (suggestion: Suggestion) => {
    const { other, as } = suggestedOther(suggestion)
    if (suggestion.usedBy === 'session') return `*Done.* You booked a session with ${mention(other)}.`
    return as === 'mentor'
      ? `*Done.* You asked ${mention(other)} for a session.`
      : `*Done.* You offered to mentor ${mention(other)}.`
  },
  /** Without a name or a reason. */
  gone: 'This suggestion is no longer open.',
} as const

/** Why the other cannot be asked now. */
export const cannotBeAsked = (other: MemberId, why: PartnerRefusal): string => {
  switch (why) {
    case 'paused':
      return `${mention(other)} isn't taking new requests right now.`
    case 'guest':
      return `${mention(other)} is a guest here, and mentoring is for full members.`
    case 'stranger':
      return `${mention(other)} is from another organisation, and mentoring is for members of this one.`
    default:
      return `${mention(other)} can't be asked.`
  }
}

/** On what came of a suggestion, for the side that did not act on it. */
export const suggestedByLine = (suggester: MemberId): string => `Suggested by ${mention(suggester)}`

/** What screen readers say of a button on a suggestion. @param name the other's */
export const spokenSuggestion = (label: string, name: string): string => `${label}: suggestion of ${name}`

/** A page from which all have gone. */
export const noSuggestions = 'Nothing here any more.'
