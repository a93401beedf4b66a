import type { ModalView } from '@slack/types'
import { FEEDBACK_LINE_LIMIT } from '../../domain/sessions/feedback.ts'
import type { FeedbackState } from '../../store/reads/feedback-state.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { context, stack } from './blocks.ts'
import { input, type Tick, textField, ticks } from './inputs.ts'
import { modal } from './modal.ts'

/** What the ticks stand for. */
export const PASS_ON = { thanks: 'thanks', named: 'named' } as const

const type = actionIds.typeFeedback

/** One optional line beside the answer, which is kept already, and who else may see it: nobody, unless it is ticked. */
export const feedbackModal = (words: Words, state: FeedbackState): ModalView => {
  const form = words.feedbackForm
  const { session, other, organisers, feedback } = state
  const offered: Tick[] = [
    ...(other !== null && !feedback?.thankedAt
      ? [{ value: PASS_ON.thanks, text: form.thanks, more: form.thanksMore, isOn: false }]
      : []),
    ...(organisers.length > 0 && !feedback?.toldAt
      ? [{ value: PASS_ON.named, text: form.named, more: form.namedMore, isOn: false }]
      : []),
  ]
  return modal(words, {
    callback_id: callbackIds.feedbackModal,
    private_metadata: sessionTarget.encode({ session: session.id }),
    title: words.modals.feedbackTitle,
    submit: words.modals.save,
    blocks: stack(
      context(words.whoSeesFeedback(other)),
      input(blockIds.line, form.line, textField(type, { max: FEEDBACK_LINE_LIMIT }, feedback?.line ?? ''), {
        optional: true,
      }),
      offered.length > 0 && input(blockIds.passOn, form.passOn, ticks(type, offered), { optional: true }),
      Boolean(feedback?.thankedAt) && context(form.thanked),
      Boolean(feedback?.toldAt) && context(form.told),
    ),
  })
}
