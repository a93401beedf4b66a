import { memberId, sessionId, workspaceId } from '../../../src/domain/ids.ts'
import { MINUTE } from '../../../src/domain/time/time.ts'
import type { Parts } from '../../../src/service/act.ts'
import type { Services } from '../../../src/service/services.ts'
import { ownRows } from '../../../src/store/sql/tx.ts'

const workspace = workspaceId('T7')

/** The mentors of an old session and of an old one with seats say how it was. */
export const walkThroughFeedback = async (parts: Parts, use: Services): Promise<void> => {
  const { now } = parts.clock
  await use.feedback.plan(workspace, now() + MINUTE)
  for (const n of [90_002, 90_006]) {
    const session = sessionId(`id${String(n).padStart(9, '0')}`)
    const actor = memberId(`U${Math.floor(n / 100) % 100}`)
    await use.feedback.check(workspace, session, actor)
    await parts.inWorkspace(workspace, (tx) =>
      use.feedback.asked(session, actor, { channel: 'D1', ts: '1.1' })(tx.behind(ownRows)),
    )
    const shown = await use.screens.feedback(workspace, session, actor)
    if (!shown?.feedback) throw new Error('the walk finds no feedback')
    await use.answerFeedback({ workspace, actor, session, answer: 'great' })
    await use.writeFeedback({ workspace, actor, session, line: 'Thank you', thanks: true, named: true })
  }
}
