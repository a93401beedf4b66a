import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts'
import { changeIn, type Parts } from '../../src/service/act.ts'
import { learnAnswer } from '../../src/service/members/learn.ts'
import { type FetchProfile, firstUnmet, meeting } from '../../src/service/members/meet.ts'

/** Meets members through this Slack, and returns those who could not be met. */
export const meetingWith = (parts: Parts, fetchProfile: FetchProfile) => {
  const meet = meeting({
    ...parts,
    fetchProfile,
    keep: (workspace, profile, askedAt) => learnAnswer(changeIn(parts, workspace), profile, askedAt),
  })
  return async (workspace: WorkspaceId, members: readonly MemberId[]) =>
    firstUnmet(await meet(workspace, members))
}
