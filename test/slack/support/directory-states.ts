import fc from 'fast-check'
import {
  listedAs,
  MOST_SHOWN,
  PROFILE_LIMITS,
  type Profile,
  type Topic,
} from '../../../src/domain/directory/profile.ts'
import { topicId } from '../../../src/domain/ids.ts'
import { PAGE_SIZE } from '../../../src/domain/page.ts'
import type { Found } from '../../../src/service/directory/find.ts'
import type { Result } from '../../../src/service/directory/results.ts'
import { someone, typed, zone } from './arbitrary.ts'
import { ids, NOW } from './states.ts'

const topic: fc.Arbitrary<Topic> = fc.record({
  id: fc.uuid({ version: 7 }).map(topicId),
  name: typed(PROFILE_LIMITS.topicName),
})

export const anyProfile: fc.Arbitrary<Profile> = fc.record({
  mentors: fc.boolean(),
  seeks: fc.boolean(),
  headline: typed(PROFILE_LIMITS.headline),
  about: typed(PROFILE_LIMITS.about),
  helpsWith: fc.array(topic, { maxLength: PROFILE_LIMITS.helpsWith }),
  learns: fc.array(topic, { maxLength: PROFILE_LIMITS.learns }),
  menteeLimit: fc.option(fc.integer(PROFILE_LIMITS.menteeLimit)),
  takesSuggestions: fc.boolean(),
})

export const anyAvoided = fc.array(someone, { maxLength: PROFILE_LIMITS.avoided })

/** As much as can be saved, or as many of everything as there are. */
export const profileAt = (count: number): Profile => ({
  ...{ mentors: true, seeks: true, menteeLimit: null, takesSuggestions: false },
  headline: 'W'.repeat(PROFILE_LIMITS.headline),
  about: 'W'.repeat(PROFILE_LIMITS.about),
  helpsWith: topicsAt(Math.min(count, PROFILE_LIMITS.helpsWith)),
  learns: topicsAt(Math.min(count, PROFILE_LIMITS.learns)),
})

const topicsAt = (count: number): Topic[] =>
  Array.from({ length: count }, (_, n) => ({
    id: topicId(`01900000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`),
    name: 'W'.repeat(PROFILE_LIMITS.topicName),
  }))

const slot = { start: NOW, end: NOW + 1_800_000 }

export const anyResult: fc.Arbitrary<Result> = fc.record({
  member: fc.record({
    id: someone,
    fullName: typed(80),
    picture: fc.option(fc.constant(`https://avatars.example.com/${'a'.repeat(2900)}.png`)),
    title: fc.option(typed(100)),
    zone: fc.option(zone),
  }),
  headline: typed(PROFILE_LIMITS.headline),
  about: typed(PROFILE_LIMITS.about),
  topics: fc.array(fc.record({ topic, matches: fc.boolean() }), { maxLength: PROFILE_LIMITS.helpsWith }),
  isFull: fc.boolean(),
  nextFree: fc.option(fc.boolean().map((isUnchecked) => ({ ...slot, isUnchecked }))),
  openSessions: fc.nat(200),
  seenAt: fc.constant(NOW),
})

export const anyFound: fc.Arbitrary<Found> = fc.record({
  outcome: fc.constant('found'),
  listedAs: fc.constantFrom(...listedAs),
  results: fc.array(anyResult, { maxLength: PAGE_SIZE.found }),
  hasMore: fc.boolean(),
  topic: fc.option(topic),
  nobodyListed: fc.boolean(),
  isMentor: fc.boolean(),
  now: fc.constant(NOW),
})

export const anySearch = fc.record({
  listedAs: fc.constantFrom(...listedAs),
  words: typed(2000),
  topic: fc.option(fc.uuid({ version: 7 }).map(topicId)),
  shown: fc.array(someone, { maxLength: MOST_SHOWN }),
})

export const resultAt = (count: number): Result => ({
  member: {
    ...{
      id: ids.ada,
      fullName: 'W'.repeat(80),
      title: 'W'.repeat(100),
      zone: 'America/Argentina/Buenos_Aires',
    },
    picture: `https://avatars.example.com/${'a'.repeat(2900)}.png`,
  },
  headline: 'W'.repeat(PROFILE_LIMITS.headline),
  about: 'W'.repeat(PROFILE_LIMITS.about),
  topics: topicsAt(Math.min(count, PROFILE_LIMITS.helpsWith)).map((topic) => ({ topic, matches: true })),
  ...{ isFull: true, nextFree: { ...slot, isUnchecked: true }, seenAt: NOW, openSessions: count },
})

/** A page of so many people who are found. */
export const foundAt = (count: number): Found => ({
  ...{ outcome: 'found', listedAs: 'mentor', topic: null, isMentor: true, now: NOW },
  results: Array.from({ length: Math.min(count, PAGE_SIZE.found) }, () => resultAt(count)),
  hasMore: count > PAGE_SIZE.found,
  nobodyListed: count === 0,
})
