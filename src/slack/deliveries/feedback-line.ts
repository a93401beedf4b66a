import type { MemberId, SessionId } from '../../domain/ids.ts'
import type { Delivery } from '../../store/deliveries.ts'
import type { FeedbackState } from '../../store/reads/feedback-state.ts'
import type { Sending } from '../../worker/sending.ts'
import { namedFeedbackMessage, thanksMessage } from '../views/feedback-lines.ts'
import type { Message } from '../views/message.ts'
import { type Delivers, recordNothing, skipped, type With } from './delivering.ts'
import { postAnew } from './post.ts'

type PassedOn = { to: MemberId; session: SessionId; from: MemberId }

/** What its writer let be passed on, and nothing else of what they said. */
const passOn = (
  parts: With,
  delivery: Delivery,
  { to, session, from }: PassedOn,
  draw: (line: string, state: FeedbackState) => Message | undefined,
): Promise<Sending> =>
  postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => {
      const { screens, step } = parts
      const state = await step('read', () => screens.feedback(delivery.workspace, session, from))
      const line = state?.feedback?.line ?? ''
      return (state && line !== '' && draw(line, state)) || skipped('there is no line any more')
    },
    recording: recordNothing,
  })

export const thanks: Delivers<'thanks'> = (parts, delivery, notice) =>
  passOn(parts, delivery, notice, (line, { feedback }) =>
    feedback?.thankedAt ? thanksMessage(parts.words, notice.from, line) : undefined,
  )

export const namedFeedback: Delivers<'namedFeedback'> = (parts, delivery, notice) =>
  passOn(parts, delivery, notice, (line, { feedback, other, organisers }) =>
    feedback?.toldAt && organisers.includes(notice.to)
      ? namedFeedbackMessage(parts.words, { from: notice.from, other, line })
      : undefined,
  )
