import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import { FEEDBACK_ANSWERS, FEEDBACK_LINE_LIMIT } from '../../../src/domain/sessions/feedback.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { namedFeedbackMessage, thanksMessage } from '../../../src/slack/views/feedback-lines.ts'
import { feedbackMessage } from '../../../src/slack/views/feedback-message.ts'
import { feedbackModal } from '../../../src/slack/views/feedback-modal.ts'
import type { Message } from '../../../src/slack/views/message.ts'
import type { FeedbackState } from '../../../src/store/reads/feedback-state.ts'
import { anySession, someone, typed } from './arbitrary.ts'
import { ids, member, NOW } from './states.ts'

const line = typed(FEEDBACK_LINE_LIMIT)

const anyFeedbackState: fc.Arbitrary<FeedbackState> = fc.record({
  session: anySession,
  reader: fc.constant({ ...member(ids.ben), updatedAt: null, seenAt: NOW }),
  role: fc.constantFrom('mentor', 'mentee'),
  other: fc.option(someone),
  feedback: fc.option(
    fc.record({
      closesAt: fc.constantFrom(NOW, NOW + DAY),
      answer: fc.option(fc.constantFrom(...FEEDBACK_ANSWERS)),
      line,
      thankedAt: fc.option(fc.constant(NOW)),
      toldAt: fc.option(fc.constant(NOW)),
      message: fc.constant(null),
    }),
    { nil: undefined },
  ),
  organisers: fc.array(someone, { maxLength: 3 }),
  series: fc.constant([]),
})

/** The views of feedback, as those in `drawn-views.ts`. */
export const drawnFeedbackViews: Record<string, (words: Words) => fc.Arbitrary<Message | ModalView>> = {
  feedbackMessage: (words) => anyFeedbackState.map((state) => feedbackMessage(words, state, NOW)),
  feedbackModal: (words) => anyFeedbackState.map((state) => feedbackModal(words, state)),
  thanksMessage: (words) => fc.tuple(someone, line).map(([from, text]) => thanksMessage(words, from, text)),
  namedFeedbackMessage: (words) =>
    fc
      .record({ from: someone, other: fc.option(someone), line })
      .map((given) => namedFeedbackMessage(words, given)),
}

export const feedbackViewsOfOne = Object.keys(drawnFeedbackViews)
