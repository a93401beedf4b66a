import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts'
import { changeIn, type Parts } from '../../src/service/act.ts'
import { learnAnswer } from '../../src/service/members/learn.ts'
import { type FetchAccount, firstUnmet, meeting } from '../../src/service/members/meet.ts'

/** Meets members through this Slack, and returns those who could not be met. */
export const meetingWith = (parts: Parts, fetchAccount: FetchAccount) => {
  const meet = meeting({
    ...parts,
    fetchAccount,
    keep: (workspace, account, askedAt) => learnAnswer(changeIn(parts, workspace), account, askedAt),
  })
  return async (workspace: WorkspaceId, members: readonly MemberId[]) =>
    firstUnmet(await meet(workspace, members))
}
