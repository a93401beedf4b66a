import { matchesOf, mostOf } from '../../domain/directory/asked.ts'
import { topicTerm } from '../../domain/directory/listing.ts'
import { byHours, byMatch, commonHoursWith, type Match } from '../../domain/directory/order.ts'
import type { ListedAs, Topic } from '../../domain/directory/profile.ts'
import { lotOf, type Reader } from '../../domain/directory/shuffle.ts'
import type { MemberId } from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import { dateIn } from '../../domain/time/local-time.ts'
import type { Instant } from '../../domain/time/time.ts'
import { avoidedAmong } from '../../store/avoidances.ts'
import { drawn } from '../../store/listings.ts'
import { findMembers } from '../../store/members.ts'
import type { Looker } from '../../store/reads/looker.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { type AskedFor, anybody } from './asked-terms.ts'
import { type Looking, likeliest, type Result } from './results.ts'

export type Search = {
  listedAs: ListedAs
  /** Whom the reader has seen already: nobody of them comes again. */
  shown: readonly MemberId[]
  /** Who is left out as if they were not listed, so that the others and their order tell nothing of them. */
  without?: readonly MemberId[]
  most: number
  now: Instant
}

export type SearchResults = { results: readonly Result[]; hasMore: boolean; topic: Topic | null }

/** How many of several groups are met in one round trip. */
const MET_AT_ONCE = 60

/**
 * Searches as the directory orders (docs/directory.md).
 * @param named what is looked for; null: anybody
 */
export const search = async (
  tx: Tx,
  looker: Looker,
  named: AskedFor | null,
  { listedAs, shown, without = [], most, now }: Search,
): Promise<SearchResults> => {
  const asked = named ?? anybody(listedAs, looker)
  const reader: Reader = { member: looker.id, number: looker.number, day: dateIn(now, looker.zone) }
  const matches = await matching(tx, listedAs, asked, { reader, without, alreadyShown: shown.length })
  const topics = new Set(asked.terms.flatMap((term) => ('topic' in term ? [term.topic] : [])))
  const looking = { reader: looker.id, listedAs, topics, now }
  const view = { looker, reader, shown: new Set(shown), looking }
  const results: Result[] = []
  for await (const result of inOrder(tx, view, matches)) {
    if (results.length === most) return { results, hasMore: true, topic: asked.topic }
    results.push(result)
  }
  return { results, hasMore: false, topic: asked.topic }
}

const matching = async (
  tx: Tx,
  as: ListedAs,
  { terms, topic }: AskedFor,
  {
    reader,
    without,
    alreadyShown,
  }: {
    reader: Reader
    without: readonly MemberId[]
    alreadyShown: number
  },
): Promise<readonly Match[]> => {
  if (terms.length === 0) return []
  const most = mostOf(terms)
  const found = await drawn(tx, {
    as,
    // Those who were shown must not keep out those who were not.
    terms: terms.map(({ term }, at) => ({ term, most: (most[at] ?? 0) + alreadyShown })),
    lot: lotOf(reader),
    // Nobody is found by their own profile.
    without: [reader.member, ...without],
  })
  return matchesOf(found, terms, topic && topicTerm(topic.id))
}

type View = {
  looker: Looker
  reader: Reader
  shown: ReadonlySet<MemberId>
  looking: Looking
}

/** Those who match, one after another; no more of them are looked at than it takes to know who comes next. */
async function* inOrder(tx: Tx, view: View, matches: readonly Match[]): AsyncGenerator<Result> {
  const { id: own, zone, settings } = view.looker
  const hoursWith = commonHoursWith(zone, view.looking.now)
  for (const groups of inPortions(byMatch(matches))) {
    const ids = groups.flat().map(({ member }) => member)
    const [members, avoided] = await Promise.all([findMembers(tx, ids), avoidedAmong(tx, own, ids)])
    const ordered = groups.map((group) => {
      const listed = group.flatMap(({ member }) => {
        const known = members.get(member)
        return known && !partnerRefusal(own, known, settings, 'send')
          ? [{ member, known, hours: hoursWith(known.zone) }]
          : []
      })
      // Only now, so that the order of the others tells nothing of who is avoided.
      return byHours(listed, view.reader).filter(
        ({ member }) => !avoided.has(member) && !view.shown.has(member),
      )
    })
    yield* likeliest(
      tx,
      view.looking,
      ordered.map((group) => group.map(({ known }) => known)),
    )
  }
}

/** Small groups together, so that they are met in one round trip; a large one is not met until those before it are seen. */
function* inPortions(groups: readonly (readonly Match[])[]): Generator<readonly (readonly Match[])[]> {
  let portion: (readonly Match[])[] = []
  for (const group of groups) {
    if (portion.length > 0 && portion.flat().length + group.length > MET_AT_ONCE) {
      yield portion
      portion = []
    }
    portion.push(group)
  }
  if (portion.length > 0) yield portion
}
