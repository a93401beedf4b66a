import { matchesOf } from '../../domain/directory/asked.ts'
import { topicTerm } from '../../domain/directory/listing.ts'
import { byHours, byMatch, commonHours, type Match } from '../../domain/directory/order.ts'
import { emptyProfile, type ListedAs, type Topic } from '../../domain/directory/profile.ts'
import { lotOf, type Reader } from '../../domain/directory/shuffle.ts'
import type { MemberId, TopicId } from '../../domain/ids.ts'
import { partnerRefusal, type WorkspacePolicy } from '../../domain/member.ts'
import { dateIn } from '../../domain/time/local-time.ts'
import type { Instant } from '../../domain/time/time.ts'
import { avoidedAmong } from '../../store/avoidances.ts'
import { drawn } from '../../store/listings.ts'
import { findMembers, type KnownMember, memberNumber } from '../../store/members.ts'
import { findProfiles } from '../../store/profiles.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import { type AskedFor, askedFor, askedForAnybody } from './asked-terms.ts'
import { type Looking, likeliest, type Result } from './results.ts'

export type Search = {
  actor: MemberId
  listedAs: ListedAs
  /** Of a longer text, the beginning is read. */
  words: string
  /** Only those who have it. */
  topic: TopicId | null
  /** Whom the reader has seen already: nobody of them comes again. */
  shown: readonly MemberId[]
  most: number
  now: Instant
}

export type SearchResults = { results: readonly Result[]; hasMore: boolean; topic: Topic | null }

/** Rows of each term, and of all together: a search costs the same however many are listed. */
const MOST_DRAWN = { least: 40, most: 200, all: 4_000 }
/** Of each other, at most so many are met, looked at, in one round trip. */
const MET_AT_ONCE = 60

const NOBODY: SearchResults = { results: [], hasMore: false, topic: null }

/** Searches as the directory orders (docs/directory.md). */
export const search = async (tx: Tx, asked: Search): Promise<SearchResults> => {
  const { actor, listedAs, words, topic, shown, most, now } = asked
  const isAnybody = words.trim() === '' && topic === null
  const [members, number, profiles, policy, named] = await Promise.all([
    findMembers(tx, [actor]),
    memberNumber(tx, actor),
    findProfiles(tx, [actor]),
    workspaceSettings(tx),
    isAnybody ? null : askedFor(tx, words, topic),
  ])
  const own = members.get(actor)
  if (!own) return NOBODY
  const looked = named ?? askedForAnybody(listedAs, profiles.get(actor) ?? emptyProfile)
  const reader: Reader = { member: actor, number, day: dateIn(now, own.zone) }
  const matches = await matching(tx, reader, listedAs, looked, shown.length)
  const topics = new Set(looked.terms.flatMap((term) => ('topic' in term ? [term.topic] : [])))
  const looking = { reader: actor, listedAs, topics, now }
  const view = { own, reader, policy, shown: new Set(shown), looking }
  const results: Result[] = []
  for await (const result of inOrder(tx, view, matches)) {
    if (results.length === most) return { results, hasMore: true, topic: looked.topic }
    results.push(result)
  }
  return { results, hasMore: false, topic: looked.topic }
}

const matching = async (
  tx: Tx,
  reader: Reader,
  as: ListedAs,
  { terms, topic }: AskedFor,
  alreadyShown: number,
): Promise<readonly Match[]> => {
  if (terms.length === 0) return []
  const share = Math.floor(MOST_DRAWN.all / terms.length)
  const each = Math.min(Math.max(share, MOST_DRAWN.least), MOST_DRAWN.most)
  const found = await drawn(tx, {
    as,
    terms: terms.map(({ term }) => term),
    lot: lotOf(reader),
    // Whoever was shown must not keep out those who were not; the reader may be found too.
    most: each + alreadyShown + 1,
  })
  return matchesOf(found, terms, topic && topicTerm(topic.id)).filter(
    ({ member }) => member !== reader.member,
  )
}

type View = {
  own: KnownMember
  reader: Reader
  policy: WorkspacePolicy
  shown: ReadonlySet<MemberId>
  looking: Looking
}

/** Those who match, one after another; no more of them are looked at than it takes to know who comes next. */
async function* inOrder(tx: Tx, view: View, matches: readonly Match[]): AsyncGenerator<Result> {
  for (const groups of inPortions(byMatch(matches))) {
    const ids = groups.flat().map(({ member }) => member)
    const [members, avoided] = await Promise.all([findMembers(tx, ids), avoidedAmong(tx, view.own.id, ids)])
    for (const group of groups) {
      const listed = group.flatMap(({ member }) => {
        const known = members.get(member)
        return known && !partnerRefusal(view.own.id, known, view.policy, 'send')
          ? [{ member, known, hours: commonHours(view.own.zone, known.zone, view.looking.now) }]
          : []
      })
      // Only now, so that the order of the others tells nothing of who is avoided.
      const ordered = byHours(listed, view.reader).filter(
        ({ member }) => !avoided.has(member) && !view.shown.has(member),
      )
      yield* likeliest(
        tx,
        view.looking,
        ordered.map(({ known }) => known),
      )
    }
  }
}

/** Small groups together, so that they are met in one round trip. */
function* inPortions(groups: readonly (readonly Match[])[]): Generator<readonly (readonly Match[])[]> {
  let portion: (readonly Match[])[] = []
  for (const group of groups) {
    portion.push(group)
    if (portion.flat().length < MET_AT_ONCE) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}
