import type { MemberId, TopicId } from '../ids.ts'

/** The two ways to be listed: as somebody who mentors, or as somebody who looks for a mentor. */
export const listedAs = ['mentor', 'seeker'] as const
export type ListedAs = (typeof listedAs)[number]

/** A topic of the workspace, by the name it has now. */
export type Topic = { id: TopicId; name: string }

/** What a member says of themselves for the directory (spec 7-directory, Profile). */
export type Profile = {
  /** Lists them for all members. */
  mentors: boolean
  /** Lists them for listed mentors. */
  seeks: boolean
  /** One line; may be empty. */
  headline: string
  about: string
  /** Topics they can help with, in their order. */
  helpsWith: readonly Topic[]
  /** Topics they would like to learn. */
  learns: readonly Topic[]
  /** How many mentees they want at a time; null: no limit. Only their place in the directory depends on it. */
  menteeLimit: number | null
  takesSuggestions: boolean
}

export const PROFILE_LIMITS = {
  headline: 120,
  about: 600,
  helpsWith: 10,
  learns: 5,
  menteeLimit: { min: 1, max: 20 },
  avoided: 50,
  topicName: 60,
} as const

export const emptyProfile: Profile = {
  mentors: false,
  seeks: false,
  headline: '',
  about: '',
  helpsWith: [],
  learns: [],
  menteeLimit: null,
  takesSuggestions: true,
}

/** A topic chosen in the form: one of the workspace's, or a name that is to become one. */
export type ChosenTopic = { topic: TopicId } | { add: string }

/** A profile as a member submits it. `avoided`: the people they would rather not be matched with, known to nobody else. */
export type SubmittedProfile = Omit<Profile, 'helpsWith' | 'learns'> & {
  helpsWith: readonly ChosenTopic[]
  learns: readonly ChosenTopic[]
  avoided: readonly MemberId[]
}

/** How many people one search shows, on all its pages: a narrower one serves the reader better. */
export const MOST_SHOWN = 200
