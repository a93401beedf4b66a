import { type ListedAs, MOST_SHOWN, type Topic } from '../../domain/directory/profile.ts'
import type { MemberId, TopicId, WorkspaceId } from '../../domain/ids.ts'
import { PAGE_SIZE } from '../../domain/page.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { Looker } from '../../store/reads/looker.ts'
import type { Tx } from '../../store/sql/tx.ts'
import type { Read } from '../act.ts'
import type { Refusal } from '../outcome.ts'
import { namedIn } from './asked-terms.ts'
import { isListedMentor, lookerOf } from './looker.ts'
import { metAgain } from './met-again.ts'
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

/** A page of the directory as the reader sees it (spec 7-directory, Find). */
export const find = async (read: Read, finding: Finding): Promise<Found | Refusal> => {
  const unmet = await read.meet([finding.actor])
  if (unmet) return unmet
  const look = () => read((tx) => foundIn(tx, finding, read.now()))
  const found = await look()
  return found.outcome === 'found' && (await metAgain(read, found.results)) ? look() : found
}

const foundIn = async (tx: Tx, finding: Finding, now: Instant): Promise<Found | Refusal> => {
  const { actor, listedAs, words, topic } = finding
  const shown = finding.shown.slice(0, MOST_SHOWN)
  const [looker, named] = await Promise.all([lookerOf(tx, actor, listedAs), namedIn(tx, words, topic)])
  if ('outcome' in looker) return looker
  const found = await search(tx, looker, named, { listedAs, shown, most: PAGE_SIZE.found, now })
  const isNobody = found.results.length === 0 && shown.length === 0
  const others = isNobody && named ? await search(tx, looker, null, { listedAs, shown, most: 1, now }) : found
  return {
    ...{ outcome: 'found', listedAs, ...found, isMentor: isListedMentor(looker), now },
    nobodyListed: isNobody && others.results.length === 0,
  }
}

const SUGGESTED_ON_HOME = 3

/** Some of those who look for a mentor, for the Home of somebody listed as one: others each day. */
export const peopleToHelp = async (tx: Tx, mentor: Looker, now: Instant): Promise<readonly Result[]> => {
  const most = SUGGESTED_ON_HOME
  return (await search(tx, mentor, null, { listedAs: 'seeker', shown: [], most, now })).results
}
