import type { KeptOutBy } from '../../../domain/directory/listing.ts'
import type { Profile } from '../../../domain/directory/profile.ts'
import type { ProfileSaved } from '../../../service/directory/save-profile.ts'
import type { OwnListing } from '../../../store/reads/home.ts'

export const profileForm = {
  listedAs: 'In the directory',
  mentors: 'I mentor',
  mentorsMore: 'All members can find you.',
  seeks: "I'm looking for a mentor",
  seeksMore: 'Members listed as mentors can find you.',
  headline: 'Headline',
  headlinePlaceholder: 'What you do, in one line',
  about: 'About you',
  aboutPlaceholder: 'What should people know before they ask?',
  helpsWith: 'Topics I can help with',
  learns: "Topics I'd like to learn",
  topicsPlaceholder: 'Type to find or add a topic',
  menteeLimit: 'Mentees at a time',
  menteeLimitHint:
    'Leave it empty for no limit. A mentee counts until 30 days after your last session. At your limit, those who match as well come before you, and you are shown as full; people can still ask you.',
  suggestions: 'Suggestions',
  takesSuggestions: 'People may suggest others to me',
  takesSuggestionsMore: "If this is off, you get none, and nobody's told.",
  avoided: "People I'd rather not be matched with",
  avoidedHint:
    "Only you ever see this list. You won't find each other here, or be suggested to each other. They can still send you requests.",
  peoplePlaceholder: 'Pick members',
} as const

/** The last entry of a menu of topics. @param name as it was typed */
export const addTopic = (name: string): string => `Add “${name}”`

const listedAs = ({ mentors, seeks }: Pick<Profile, 'mentors' | 'seeks'>): string => {
  if (mentors && seeks) return 'as a mentor and as looking for one'
  return mentors ? 'as a mentor' : 'as looking for a mentor'
}

const whoFinds = ({ mentors }: Pick<Profile, 'mentors'>): string =>
  mentors ? 'All members can find you with *Find a mentor*.' : 'Members listed as mentors can find you.'

const keptOut: Readonly<Record<KeptOutBy, string>> = {
  paused: "You aren't listed while you're paused.",
  guest: "You aren't listed, because you're a guest here.",
  stranger: "You aren't listed, because you're from another organisation.",
  deactivated: "You aren't listed, because your account is deactivated.",
}

/** Whether the member is listed now, and as what. */
export const profileSavedText = ({ profile, keptOutBy }: ProfileSaved): string => {
  if (!profile.mentors && !profile.seeks) {
    return "*Saved.* You aren't listed. To be found, say in your profile that you mentor or look for a mentor."
  }
  return keptOutBy === null
    ? `*Saved. You're listed ${listedAs(profile)}.* ${whoFinds(profile)}`
    : `*Saved.* ${keptOut[keptOutBy]}`
}

/** The same on Home. */
export const listingLine = ({ isSet, keptOutBy, isFull, ...profile }: OwnListing): string => {
  if (!isSet) return "*You aren't listed.* With a profile, others can find you as a mentor or a mentee."
  if (!profile.mentors && !profile.seeks) return "*You aren't listed.*"
  if (keptOutBy !== null) return `*${keptOut[keptOutBy]}*`
  return `*You're listed ${listedAs(profile)}*${isFull ? ', as full at the moment' : ''}`
}
