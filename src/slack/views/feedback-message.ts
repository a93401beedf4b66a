import { isFormer } from '../../domain/former-member.ts'
import { FEEDBACK_ANSWERS, FEEDBACK_LINE_LIMIT, type FeedbackAnswer } from '../../domain/sessions/feedback.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { FeedbackState } from '../../store/reads/feedback-state.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { memberTarget, sessionTarget } from '../values.ts'
import { actions, button, context, plainContext, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'

const ids = {
  great: actionIds.feedbackGreat,
  fine: actionIds.feedbackFine,
  not_met: actionIds.feedbackNotMet,
} as const satisfies Record<FeedbackAnswer, string>

/** The question, with what was answered so far. Once it is over, one line is left of it. */
export const feedbackMessage = (words: Words, state: FeedbackState, now: Instant): Message => {
  const { session, other, role, feedback } = state
  const answer = feedback?.answer ?? null
  if (feedback && feedback.closesAt <= now)
    return message([
      section(words.feedbackQuestion(other, session.startsAt)),
      context(answer === null ? words.feedbackForm.over : words.feedbackSaid(answer)),
    ])
  const labels = {
    great: words.labels.feedbackGreat,
    fine: words.labels.feedbackFine,
    not_met: words.labels.feedbackNotMet,
  }
  return message(
    stack(
      section(words.feedbackQuestion(other, session.startsAt)),
      session.topic !== '' && plainContext(words.feedbackTopic(session.topic)),
      context(words.whoSeesFeedback(other)),
      answer !== null && section(`${words.feedbackSaid(answer)} ${words.feedbackForm.canChange}`),
      quote(feedback?.line ?? '', FEEDBACK_LINE_LIMIT),
      actions(
        ...FEEDBACK_ANSWERS.map((one) =>
          button(labels[one], ids[one], {
            value: sessionTarget.encode({ session: session.id }),
            ...(one === answer && { style: 'primary' as const }),
          }),
        ),
        ...(answer === 'not_met' && other !== null && !isFormer(other)
          ? [
              button(words.labels.bookAgain, actionIds.bookSession, {
                value: memberTarget.encode({ member: other, actorIs: role }),
              }),
            ]
          : []),
      ),
    ),
  )
}
