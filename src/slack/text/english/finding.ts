import type { ListedAs } from '../../../domain/directory/profile.ts'
import type { Member } from '../../../domain/member.ts'
import type { Instant } from '../../../domain/time/time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import type { Result } from '../../../service/directory/results.ts'
import { readable } from '../markup.ts'
import { capital } from './nouns.ts'
import { mention } from './people.ts'
import { formatInZone, moment } from './times.ts'

export const finding = {
  wordsLabel: 'What, or who?',
  wordsPlaceholder: 'A topic, a name, or what you need help with',
  topicLabel: 'Topic',
  topicPlaceholder: 'Any topic',
  listedAsLabel: 'Show',
  listedAs: { mentor: 'Mentors', seeker: 'People looking for a mentor' },
  nobody: {
    mentor:
      '*Nobody else is listed as a mentor yet.* Mentors show up here once they say in their profile that they mentor.',
    seeker: '*Nobody is looking for a mentor right now.*',
  },
  openSessions: 'There are *open sessions* too, where a mentor meets several people at once.',
  noMatch: '*No matches.* Try another word for it, fewer words, or no topic.',
  noneLeft: "That's everybody who matches.",
  narrow: '*There are more.* To see them, add a word or a topic to your search.',
} as const

/** Above a page that is not the first. */
export const foundFromTo = (from: number, to: number): string => `${from}–${to}, the best matches first`

const chance = ({ isFull, nextFree }: Result): string => {
  const time = nextFree
    ? `next free ${moment(nextFree.start)}, your time${nextFree.isUnchecked ? ' (calendar not checked)' : ''}`
    : 'no free time in the next 10 working days'
  return isFull ? `Full at the moment · ${time}` : capital(time)
}

const theirTime = (zone: Zone | null, now: Instant | null): string => {
  if (zone === null) return 'local time unknown'
  return now === null ? zoneName(zone) : `${formatInZone(now, zone, 'time')} now, ${zoneName(zone)}`
}

/**
 * Who somebody found is, their time, and whether they could say yes.
 * @param now null where it is read later
 */
export const foundLines = (result: Result, listedAs: ListedAs, now: Instant | null): string => {
  const { id, zone } = result.member
  return [
    `*${mention(id)}* · ${theirTime(zone, now)}`,
    ...(listedAs === 'mentor' ? [chance(result)] : []),
  ].join('\n')
}

/** What screen readers say of a button beside somebody found. */
export const foundButton = (label: string, { fullName }: Pick<Member, 'fullName'>): string =>
  `${label}: ${readable(fullName)}`
