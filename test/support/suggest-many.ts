import { intent, memberId, suggestionId, workspaceId } from '../../src/domain/ids.ts'
import { idSource } from '../../src/service/act.ts'
import { meetMember } from '../../src/store/members.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { insertSuggestion } from '../../src/store/suggestions.ts'
import type { Actor } from './actor.ts'
import type { Journey } from './app.ts'
import { testDatabase } from './database.ts'
import { account } from './world.ts'

/** Suggests as many mentors to a member, one each, which no week would let through. */
export const suggestMany = async (
  { clock, slack }: Journey,
  { suggester, mentee }: { suggester: Actor; mentee: Actor },
  count: number,
) => {
  const { knex } = await testDatabase()
  const nextId = idSource(clock)
  await inWorkspace(knex)(workspaceId(slack.state.team.id), async (tx) => {
    for (let n = 0; n < count; n += 1) {
      const mentor = account(`U0MANY${String(n).padStart(4, '0')}`)
      await meetMember(tx, mentor, clock.now())
      insertSuggestion(tx.behind(ownRows), {
        ...{ id: suggestionId(nextId()), mentor: mentor.id, mentee: memberId(mentee.id) },
        ...{ receiver: memberId(mentee.id), suggester: memberId(suggester.id), why: `No. ${n + 1}` },
        ...{ namesSuggester: true, suggestedAt: clock.now(), intent: intent(`many ${n}`), isDropped: false },
      })
    }
  })
}
