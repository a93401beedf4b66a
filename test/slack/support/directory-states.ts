import fc from 'fast-check'
import { PROFILE_LIMITS, type Profile, type Topic } from '../../../src/domain/directory/profile.ts'
import { topicId } from '../../../src/domain/ids.ts'
import { someone, typed } from './arbitrary.ts'

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
