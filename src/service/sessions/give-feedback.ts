import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import {
  FEEDBACK_LINE_LIMIT,
  FEEDBACK_OPEN_FOR,
  type FeedbackAnswer,
} from '../../domain/sessions/feedback.ts'
import { saveAnswer, saveLine } from '../../store/feedback.ts'
import { type FeedbackState, feedbackState } from '../../store/reads/feedback-state.ts'
import type { Act, MemberTx } from '../act.ts'
import { feedbackNotice } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'

type OfSession = { workspace: WorkspaceId; actor: MemberId; session: SessionId }
type Given = { outcome: 'given' }

/** The question about a session that has ended, while it can be answered. */
const openQuestion = async (
  tx: MemberTx,
  session: SessionId,
  actor: MemberId,
): Promise<FeedbackState | Refusal> => {
  const [state] = await Promise.all([feedbackState(tx, session, actor), tx.held])
  const now = tx.now()
  if (!state || state.session.status === 'cancelled' || state.session.endsAt > now)
    return refuse({ reason: 'not_found' })
  const closesAt = state.feedback?.closesAt ?? now + FEEDBACK_OPEN_FOR
  return closesAt <= now ? refuse({ reason: 'feedback_over' }) : state
}

/** Nobody else is told. The last answer counts, until the question folds away. */
export const answerFeedback = (
  act: Act,
  { actor, session, answer }: OfSession & { answer: FeedbackAnswer },
): Promise<Given | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<Given | Refusal> => {
    const state = await openQuestion(tx, session, actor)
    if ('outcome' in state) return state
    const now = tx.now()
    const closesAt = state.feedback?.closesAt ?? now + FEEDBACK_OPEN_FOR
    saveAnswer(tx, session, actor, { answer, now, closesAt })
    tx.tell([feedbackNotice(session, actor, false)])
    return { outcome: 'given' }
  })

export type Line = {
  line: string
  /** Pass it on to the other, and to the organisers with one's name: each once, for it cannot be taken back. */
  thanks: boolean
  named: boolean
}

export const writeFeedback = (
  act: Act,
  { actor, session, ...said }: OfSession & Line,
): Promise<Given | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<Given | Refusal> => {
    const state = await openQuestion(tx, session, actor)
    if ('outcome' in state) return state
    const { feedback, other, organisers } = state
    if (!feedback?.answer || feedback.answer === 'not_met') return refuse({ reason: 'not_found' })
    const line = said.line.trim()
    if (line.length > FEEDBACK_LINE_LIMIT)
      return refuse({ reason: 'line_too_long', limit: FEEDBACK_LINE_LIMIT })
    if (line === '' && (said.thanks || said.named)) return refuse({ reason: 'line_missing' })
    const thanked = said.thanks && feedback.thankedAt === null ? other : null
    const told = said.named && feedback.toldAt === null ? organisers : []
    const now = tx.now()
    saveLine(tx, session, actor, {
      line,
      thankedAt: thanked ? now : feedback.thankedAt,
      toldAt: told.length > 0 ? now : feedback.toldAt,
    })
    tx.tell([
      feedbackNotice(session, actor, false),
      ...(thanked ? [{ kind: 'thanks' as const, to: thanked, session, from: actor }] : []),
      ...told.map((to) => ({ kind: 'namedFeedback' as const, to, session, from: actor })),
    ])
    return { outcome: 'given' }
  })
