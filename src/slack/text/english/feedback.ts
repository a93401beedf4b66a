import type { MemberId } from '../../../domain/ids.ts'
import type { FeedbackAnswer } from '../../../domain/sessions/feedback.ts'
import type { Instant } from '../../../domain/time/time.ts'
import { mention } from './people.ts'
import { moment } from './times.ts'

/** @param other null for the mentor of an open session, who met several */
export const feedbackQuestion = (other: MemberId | null, startsAt: Instant): string =>
  other === null
    ? `*How was your open session?* It began ${moment(startsAt)}.`
    : `*How was your session with ${mention(other)}?* It began ${moment(startsAt)}.`

/** Below it. @param topic as it was typed */
export const feedbackTopic = (topic: string): string => `Topic: ${topic}`

/** Above the buttons: who sees the answer. */
export const whoSeesFeedback = (other: MemberId | null): string =>
  `Only counted together with others', never shown to ${other === null ? 'those who came' : mention(other)} or by name.`

const said = {
  great: 'You said that it was great.',
  fine: 'You said that it was fine.',
  not_met: "You said that you didn't meet. Nobody is told.",
} as const satisfies Record<FeedbackAnswer, string>

export const feedbackSaid = (answer: FeedbackAnswer): string => said[answer]

export const feedbackForm = {
  canChange: 'You can change it for five days.',
  over: 'This question is over.',
  line: 'Would you like to add a line?',
  passOn: 'Who else may see it',
  thanks: 'Pass it on as a thank-you',
  thanksMore: 'They see your line and your name, not your answer.',
  named: 'Show it to the organisers, with my name',
  namedMore: 'They see your line and whom you met.',
  thanked: 'You passed a line on as a thank-you.',
  told: 'You showed a line to the organisers.',
} as const

/** Above a line that was passed on. */
export const thanksLine = (from: MemberId): string => `${mention(from)} says about your session:`

/** The same for an organiser. @param other null where the mentor of an open session wrote it */
export const namedFeedbackLine = (from: MemberId, other: MemberId | null): string =>
  other === null
    ? `${mention(from)} wrote this about their open session, for the organisers:`
    : `${mention(from)} wrote this about a session with ${mention(other)}, for the organisers:`
