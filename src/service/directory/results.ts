import type { SoonestSlot } from '../../domain/availability/soonest-slot.ts'
import { type Chance, likeliestFirst } from '../../domain/directory/order.ts'
import type { ListedAs, Profile, Topic } from '../../domain/directory/profile.ts'
import type { MemberId, TopicId } from '../../domain/ids.ts'
import { type Member, SHOWN_FOR } from '../../domain/member.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import type { KnownMember } from '../../store/members.ts'
import { findProfiles } from '../../store/profiles.ts'
import { openSessionCounts } from '../../store/reads/open-session-lists.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { type Room, roomOf } from './room.ts'

/** Somebody found, and whether they could say yes. */
export type Result = {
  member: Pick<Member, 'id' | 'fullName' | 'picture' | 'title'> & {
    /** Null, like picture and title, if Slack has said nothing of them for too long (`SHOWN_FOR`). */
    zone: Zone | null
  }
  headline: string
  about: string
  /** What they help with, or want to learn if they look for a mentor. Those that match come first. */
  topics: readonly { topic: Topic; matches: boolean }[]
  /** A mentor with as many mentees as they want. */
  isFull: boolean
  /** A mentor's first slot of the coming ten working days at which the reader is free too. */
  nextFree: SoonestSlot | null
  /** How many open sessions ahead a mentor has that the reader may see. */
  openSessions: number
  /** When Slack last described them. */
  seenAt: Instant
}

export type Looking = {
  reader: MemberId
  listedAs: ListedAs
  /** Topics that match what is looked for. */
  topics: ReadonlySet<TopicId>
  now: Instant
}

/** Few pages have more who cannot say yes than this on their way. */
const LOOKED_AT_FIRST = 10

/**
 * Of each group of equals those who can say yes before the others, otherwise in their order. Only as many are looked at
 * as the caller takes.
 */
export async function* likeliest(
  tx: Tx,
  looking: Looking,
  groups: readonly (readonly KnownMember[])[],
): AsyncGenerator<Result> {
  const look = inGrowingPortions(tx, looking, groups.flat())
  for (const group of groups) {
    const others: Looked[] = []
    for (const { id } of group) {
      const one = await look(id)
      if (one?.chance === 'free') yield one.result
      else if (one) others.push(one)
    }
    for (const { result } of likeliestFirst(others)) yield result
  }
}

type Looked = { chance: Chance; result: Result }

/** Looks at members together with those who come next, whatever groups they are in; each time at twice as many. */
const inGrowingPortions = (tx: Tx, looking: Looking, ordered: readonly KnownMember[]) => {
  const looked = new Map<MemberId, Looked | undefined>()
  let size = LOOKED_AT_FIRST
  return async (member: MemberId): Promise<Looked | undefined> => {
    if (!looked.has(member)) {
      const next = ordered.slice(looked.size, looked.size + size)
      const seen = await lookAt(tx, looking, next)
      for (const { id } of next) looked.set(id, seen.get(id))
      size *= 2
    }
    return looked.get(member)
  }
}

const lookAt = async (
  tx: Tx,
  { reader, listedAs, topics, now }: Looking,
  members: readonly KnownMember[],
): Promise<ReadonlyMap<MemberId, Looked>> => {
  const ids = members.map(({ id }) => id)
  const [profiles, rooms, open] = await Promise.all([
    findProfiles(tx, ids),
    listedAs === 'mentor' ? roomOf(tx, reader, ids, now) : new Map<MemberId, Room>(),
    listedAs === 'mentor' ? openSessionCounts(tx, reader, ids, now) : new Map<MemberId, number>(),
  ])
  const looked = new Map<MemberId, Looked>()
  for (const known of members) {
    const { id, seenAt } = known
    const profile = profiles.get(id)
    if (!profile) continue
    const { headline, about, menteeLimit } = profile
    const room = rooms.get(id)
    const isFull = room !== undefined && menteeLimit !== null && room.mentees >= menteeLimit
    const nextFree = room?.nextFree ?? null
    const result = {
      ...{ member: shown(known, now), headline, about, isFull, nextFree, seenAt },
      openSessions: open.get(id) ?? 0,
      topics: topicsShown(profile, listedAs, topics),
    }
    looked.set(id, { chance: chanceOf(room, isFull), result })
  }
  return looked
}

const shown = (
  { id, fullName, picture, title, zone, seenAt }: KnownMember,
  now: Instant,
): Result['member'] =>
  seenAt < now - SHOWN_FOR
    ? { id, fullName, picture: null, title: null, zone: null }
    : { id, fullName, picture, title, zone }

/** Those who look for a mentor are always glad of an offer. */
const chanceOf = (room: Room | undefined, isFull: boolean): Chance =>
  isFull ? 'full' : room && !room.nextFree ? 'no_time' : 'free'

const topicsShown = (profile: Profile, listedAs: ListedAs, matching: ReadonlySet<TopicId>) => {
  const topics = (listedAs === 'mentor' ? profile.helpsWith : profile.learns).map((topic) => ({
    topic,
    matches: matching.has(topic.id),
  }))
  return [...topics.filter(({ matches }) => matches), ...topics.filter(({ matches }) => !matches)]
}
