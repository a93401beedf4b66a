import { formerMember } from '../../domain/former-member.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { conversationOf, type Notice } from '../../domain/notices.ts'
import type { PostedMessage } from '../../store/cards.ts'
import {
  beginForgetting,
  deleteMember,
  eraseOwn,
  forgettingOf,
  lockToForget,
  orphans,
} from '../../store/own-data/forgetting.ts'
import {
  dropSuggesterOfRequests,
  dropSuggesterOfSessions,
  type Renaming,
  readersOf,
  renameInCards,
  renameInRequests,
  renameInSessions,
} from '../../store/own-data/history.ts'
import { dropUnusedTopics, topicsUsedBy } from '../../store/own-data/topics.ts'
import { renameOnTheWay } from '../../store/own-data/traces.ts'
import type { Lock } from '../../store/sql/tx.ts'
import { lockWorkspace } from '../../store/workspaces.ts'
import { type ActTx, changeIn, type Parts } from '../act.ts'
import { relistNamed } from '../directory/relist.ts'
import { depart } from '../members/depart.ts'
import { cardNotice, feedbackNotice, homeNotices, sessionNotice } from '../notices.ts'

export type ForgettingMe = {
  workspace: WorkspaceId
  actor: MemberId
  /** What stands in lists and calendars for a member who was forgotten. */
  formerName: string
}

/** `begun`: their history is long, and the planner goes on with it. `unchanged`: nothing is kept about them. */
export type Forgotten = { outcome: 'forgotten' | 'begun' | 'unchanged' }

/** Rows of each kind in one transaction: far more than most members ever have, and done in well under a second. */
const IN_ONE_STEP = 500

/**
 * Forgets a member, or the first part of a long history: what is theirs alone goes, what goes on with them ends as if they
 * had left Slack, and in the others' history a former member stands for them (spec 9-programme, One's own data). Whatever
 * the step did not reach is reached by the next one, so it may be repeated at any time.
 */
export const forget = (
  parts: Parts,
  { workspace, actor: member, formerName }: ForgettingMe,
  limit = IN_ONE_STEP,
): Promise<Forgotten> => {
  const rowsOf: Lock<boolean> = (tx) => lockToForget(tx, member, parts.clock.now())
  return changeIn(parts, workspace)(rowsOf, async (tx): Promise<Forgotten> => {
    // Who presses again in the next minutes, or whose press comes twice, reads the same again.
    if (!(await tx.held)) return { outcome: (await forgettingOf(tx, member)) ? 'forgotten' : 'unchanged' }
    // Others may be leaving, whose requests and sessions with this member change too.
    await lockWorkspace(tx)
    const begun = await forgettingOf(tx, member)
    const former = begun?.forgottenAt === null ? begun.former : formerMember(tx.nextId())
    if (former !== begun?.former) beginForgetting(tx, { member, former, name: formerName, now: tx.now() })
    const renaming = { member, former }
    const nameless = namelessly(tx, renaming)
    nameless.tell(await depart(nameless, member))
    const topics = await topicsUsedBy(tx, member)
    nameless.tell(await erase(tx, renaming))
    const { notices, isAll } = await rename(tx, renaming, limit)
    nameless.tell(notices)
    await dropUnusedTopics(tx, topics)
    if (!isAll) return { outcome: 'begun' }
    await renameOnTheWay(tx, renaming)
    deleteMember(tx, member, tx.now())
    return { outcome: 'forgotten' }
  })
}

/** The transaction, whose notices leave the member in peace and name the former member. */
const namelessly = (tx: ActTx, { member, former }: Renaming): ActTx => ({
  ...tx,
  tell: (notices) => {
    const others = notices.filter((notice) => 'ts' in notice || conversationOf(notice) !== member)
    tx.tell(others.map((notice) => renamed(notice, { member, former })))
  },
})

const renamed = (notice: Notice, { member, former }: Renaming): Notice => {
  const values = Object.entries(notice).map(([name, value]) => [name, value === member ? former : value])
  // Each field keeps its type: one member's id takes the place of another's.
  return Object.fromEntries(values) as Notice
}

/** What is the member's alone. @returns what takes it off the others' screens, and messages out of the member's own DM */
const erase = async (tx: ActTx, renaming: Renaming): Promise<readonly Notice[]> => {
  const { member, former } = renaming
  const found = await orphans(tx, member)
  await relistNamed(tx, { id: member, name: '', fullName: '', isDeactivated: true })
  eraseOwn(tx, renaming)
  return [
    ...found.flatMap(({ to, message }) => erasedNotice(to === member ? former : to, message)),
    ...homeNotices(...new Set(found.map(({ to }) => to))),
  ]
}

/** Puts the former member into the others' history. @returns what redraws it, and whether all of it is done */
const rename = async (
  tx: ActTx,
  renaming: Renaming,
  limit: number,
): Promise<{ notices: readonly Notice[]; isAll: boolean }> => {
  // One after another: each gets what the one before left of the limit's time.
  const ofCards = [
    await renameInCards(tx, renaming, limit),
    await renameInRequests(tx, renaming, limit),
    await dropSuggesterOfRequests(tx, renaming, limit),
  ]
  const ofSessions = [
    await renameInSessions(tx, renaming, limit),
    await dropSuggesterOfSessions(tx, renaming, limit),
  ]
  const cards = new Map(ofCards.flatMap(({ renamed }) => renamed).map((one) => [one.card, one]))
  const { readers, asked, announcements } = await readersOf(
    tx,
    ofSessions.flatMap(({ renamed }) => renamed),
  )
  const own = [...ofCards, ...ofSessions].flatMap((step) => step.own)
  const others = [...[...cards.values()].flatMap(({ sender, receiver }) => [sender, receiver])]
  return {
    notices: [
      ...own.flatMap((message) => erasedNotice(renaming.former, message)),
      ...[...cards.values()].map((one) => cardNotice(one)),
      ...readers.map(({ session, member }) => sessionNotice(session, member, false)),
      ...asked.map(({ session, member }) => feedbackNotice(session, member, false)),
      ...announcements.map(
        ({ session, channel }): Notice => ({
          kind: 'announcement',
          to: renaming.former,
          session,
          channel,
          announce: false,
        }),
      ),
      ...homeNotices(...new Set([...others, ...readers.map(({ member }) => member)])),
    ],
    isAll: [...ofCards, ...ofSessions].every(({ renamed }) => renamed.length < limit),
  }
}

const erasedNotice = (to: MemberId, message: PostedMessage | null): readonly Notice[] =>
  message ? [{ kind: 'erased', to, ...message }] : []
