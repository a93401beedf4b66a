import type { FeedbackAnswer } from '../../domain/sessions/feedback.ts'
import { openModal, type Press, type Reply, type SlackParts, say, sayNotFound } from '../reply.ts'
import { sessionTarget } from '../values.ts'
import { feedbackModal } from '../views/feedback-modal.ts'

type Answer = Promise<Reply<never>>

/** Keeps the answer, and asks for a line, unless the two did not meet. The outbox redraws the message. */
const answering =
  (answer: FeedbackAnswer) =>
  async (parts: SlackParts, press: Press): Answer => {
    const target = sessionTarget.decode(press.value)
    if (!target) return sayNotFound(parts, press)
    const { workspace, actor } = press
    const { session } = target
    const given = await parts.services.answerFeedback({ workspace, actor, session, answer })
    if (given.outcome === 'refused') return say(parts, press, parts.words.refusalText(given))
    if (answer === 'not_met') return {}
    const state = await parts.services.screens.feedback(workspace, session, actor)
    return state
      ? { afterwards: () => openModal(parts, press.triggerId, feedbackModal(parts.words, state)) }
      : {}
  }

export const answerGreat = answering('great')
export const answerFine = answering('fine')
export const answerNotMet = answering('not_met')
