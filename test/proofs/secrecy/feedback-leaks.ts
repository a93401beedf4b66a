import { memberId } from '../../../src/domain/ids.ts'
import { tell } from '../../../src/service/act.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'
import { type FeedbackLeak, OBSERVED } from './feedback-twin.ts'

/** Ways in which somebody could learn what was said of a session, each planted by itself. */
export const feedbackLeaks = {
  'a refresh of Home when the other answers': {
    onAnswer: ({ parts, workspace }) =>
      parts.inWorkspace(workspace, async (tx) =>
        tell(parts, tx.behind(ownRows), [{ kind: 'home', to: memberId(OBSERVED) }]),
      ),
  },
  'a line that is passed on though nothing is ticked': {
    services: (honest) => ({
      ...honest,
      writeFeedback: (written) => honest.writeFeedback({ ...written, thanks: true }),
    }),
  },
  'a line that organisers get though nothing is ticked': {
    services: (honest) => ({
      ...honest,
      writeFeedback: (written) => honest.writeFeedback({ ...written, named: true }),
    }),
  },
  'a session of which somebody said something': {
    onAnswer: ({ parts, workspace }, session) =>
      parts.inWorkspace(workspace, async (tx) => {
        tx.behind(ownRows).write(
          `update sessions set topic = 'Talked about' where workspace_id = :workspace and id = :session`,
          { session },
        )
      }),
  },
} as const satisfies Record<string, FeedbackLeak>
