import type { ChosenTopic, SubmittedProfile } from './profile.ts'
import { PROFILE_LIMITS } from './profile.ts'

/** What is wrong with a submitted profile, at which field. */
export type ProfileFault =
  | { reason: 'profile_too_long'; field: 'headline' | 'about' | 'helpsWith' | 'learns'; limit: number }
  | { reason: 'too_many_topics'; field: 'helpsWith' | 'learns'; limit: number }
  | { reason: 'too_many_avoided'; field: 'avoided'; limit: number }
  | { reason: 'no_mentee_limit'; field: 'menteeLimit'; min: number; max: number }

/** The first fault; undefined if it can be saved. */
export const profileFault = (profile: SubmittedProfile): ProfileFault | undefined => {
  for (const field of ['headline', 'about'] as const) {
    const limit = PROFILE_LIMITS[field]
    if (profile[field].length > limit) return { reason: 'profile_too_long', field, limit }
  }
  for (const field of ['helpsWith', 'learns'] as const) {
    const limit = PROFILE_LIMITS[field]
    if (profile[field].length > limit) return { reason: 'too_many_topics', field, limit }
    if (profile[field].some(isTooLong)) {
      return { reason: 'profile_too_long', field, limit: PROFILE_LIMITS.topicName }
    }
  }
  const { min, max } = PROFILE_LIMITS.menteeLimit
  const { menteeLimit } = profile
  if (menteeLimit !== null && !(Number.isInteger(menteeLimit) && menteeLimit >= min && menteeLimit <= max)) {
    return { reason: 'no_mentee_limit', field: 'menteeLimit', min, max }
  }
  if (profile.avoided.length > PROFILE_LIMITS.avoided) {
    return { reason: 'too_many_avoided', field: 'avoided', limit: PROFILE_LIMITS.avoided }
  }
  return undefined
}

const isTooLong = (topic: ChosenTopic) =>
  'add' in topic && topicName(topic.add).length > PROFILE_LIMITS.topicName

/** A typed name as it is kept: on one line, and as it looks. */
export const topicName = (typed: string): string => typed.normalize('NFC').replace(/\s+/gu, ' ').trim()
