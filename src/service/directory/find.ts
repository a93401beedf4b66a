import type { ListedAs, Topic } from '../../domain/directory/profile.ts'
import type { MemberId, TopicId, WorkspaceId } from '../../domain/ids.ts'
import { DAY, type Instant } from '../../domain/time/time.ts'
import { findMembers } from '../../store/members.ts'
import { findProfile } from '../../store/profiles.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Read } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import type { Result } from './results.ts'
import { search } from './search.ts'

export type Finding = {
  workspace: WorkspaceId
  actor: MemberId
  listedAs: ListedAs
  words: string
  topic: TopicId | null
  /** Those on the pages before, at most `MOST_SHOWN`: none of them comes again, and nobody else is passed over. */
  shown: readonly MemberId[]
}

export type Found = {
  outcome: 'found'
  listedAs: ListedAs
  results: readonly Result[]
  hasMore: boolean
  /** The chosen one, by its name of today. */
  topic: Topic | null
  /** Nobody would be found by anything. */
  nobodyListed: boolean
  /** The reader is listed as a mentor, and so may see who looks for one. */
  isMentor: boolean
  now: Instant
}

export const RESULTS_PER_PAGE = 5
export const MOST_SHOWN = 200

/** What Slack said of people is shown no longer than this. */
const SHOWN_FOR = DAY

/** A page of the directory as the reader sees it (spec 7-directory, Find). */
export const find = async (read: Read, finding: Finding): Promise<Found | Refusal> => {
  const unmet = await read.meet([finding.actor])
  if (unmet) return unmet
  const found = await read((tx) => foundIn(tx, finding, read.now()))
  if (found.outcome === 'refused') return found
  const stale = found.results.filter(({ seenAt }) => seenAt < read.now() - SHOWN_FOR)
  if (stale.length === 0) return found
  // If Slack does not answer, what it said before is shown.
  await read.meet(stale.map(({ member }) => member.id))
  return read((tx) => foundIn(tx, finding, read.now()))
}

const foundIn = async (tx: Tx, finding: Finding, now: Instant): Promise<Found | Refusal> => {
  const { actor, listedAs, words, topic } = finding
  const shown = finding.shown.slice(0, MOST_SHOWN)
  const sought = { actor, listedAs, words, topic, shown, most: RESULTS_PER_PAGE, now }
  const [members, { profile }, policy] = await Promise.all([
    findMembers(tx, [actor]),
    findProfile(tx, actor),
    workspaceSettings(tx),
  ])
  const own = members.get(actor)
  const unfit = refuseActor(own, policy)
  if (unfit) return unfit
  const isMentor = profile.mentors && own?.isPaused === false
  if (listedAs === 'seeker' && !isMentor) return refuse({ reason: 'mentors_only' })
  const found = await search(tx, sought)
  const isNobody = found.results.length === 0 && shown.length === 0
  const anybody = isNobody ? await search(tx, { ...sought, words: '', topic: null, most: 1 }) : found
  return {
    ...{ outcome: 'found', listedAs, ...found, isMentor, now },
    nobodyListed: isNobody && anybody.results.length === 0,
  }
}
