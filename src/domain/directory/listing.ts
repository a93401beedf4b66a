import type { TopicId } from '../ids.ts'
import { type Bar, barOf, type Member, type Standing, type WorkspacePolicy } from '../member.ts'
import { foldTopic } from './fold.ts'
import type { ListedAs, Profile } from './profile.ts'
import { wordsToFind } from './words.ts'

/** By which everybody listed is found. */
export const EVERYBODY = ''
export const wordTerm = (word: string): string => `w:${word}`
/** The word of such a term; null for any other. */
export const wordOfTerm = (term: string): string | null => (term.startsWith('w:') ? term.slice(2) : null)
export const topicTerm = (topic: TopicId): string => `t:${topic}`

/** What a profile is found by, in each way in which it is listed. */
export type Listing = {
  words: readonly string[]
  /** None: not listed. */
  terms: Readonly<Record<ListedAs, readonly string[]>>
}

/** A member who left is not listed, so that searches need not pass over all who ever did. */
export const listingOf = (
  profile: Profile,
  { name, fullName, isDeactivated }: Pick<Member, 'name' | 'fullName' | 'isDeactivated'>,
): Listing => {
  const [asMentor, asSeeker] = [profile.mentors && !isDeactivated, profile.seeks && !isDeactivated]
  if (!asMentor && !asSeeker) return { words: [], terms: { mentor: [], seeker: [] } }
  const words = [...wordsToFind([name, fullName, profile.headline, profile.about].join('\n'))]
  const found = [EVERYBODY, ...words.map(wordTerm)]
  const terms = (topics: Profile['helpsWith']) => [...found, ...topics.map(({ id }) => topicTerm(id))]
  return {
    words,
    terms: {
      mentor: asMentor ? terms(profile.helpsWith) : [],
      seeker: asSeeker ? terms(profile.learns) : [],
    },
  }
}

/** The words by which a topic is found: those of its name, and all of it as one. */
export const wordsOfTopic = (name: string): readonly string[] => [
  ...new Set([...wordsToFind(name), foldTopic(name)]),
]

/** Why a member is not listed, whatever their profile says: they take no new requests, or may not take part. */
export type KeptOutBy = 'paused' | Bar

export const keptOutBy = (
  member: Standing & Pick<Member, 'isPaused'>,
  policy: WorkspacePolicy,
): KeptOutBy | null => barOf(member, policy) ?? (member.isPaused ? 'paused' : null)
