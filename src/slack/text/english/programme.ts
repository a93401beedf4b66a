import type { MemberId } from '../../../domain/ids.ts'
import type { RecordedChange } from '../../../store/programme-changes.ts'
import { mention } from '../markup.ts'
import { moment } from './times.ts'

/** Slack draws names only in mrkdwn, so not for modal fields. */
export const organisersLine = (organisers: readonly MemberId[]): string => {
  const [one, ...others] = organisers.map(mention)
  if (one === undefined) return 'The owners and admins of this workspace organise mentoring here.'
  if (others.length === 0) return `${one} organises mentoring here.`
  return `${[one, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)} organise mentoring here.`
}

/** A row of the list of organisers. */
export const organiserRow = (organiser: MemberId): string => `${mention(organiser)} is an organiser`

export const programme = {
  /** For a member who may change nothing. */
  askThem: 'They can change how it works. If something should be different, ask them.',
  mayBecome: "You're an admin of this workspace, so you can join them.",
  organisers: 'Organisers',
  organisersDo:
    "Organisers change these settings and see the numbers of the programme. They never see whose requests were dismissed, nor anybody's messages, answers or block lists.",
  onlyOne: 'The last organiser can only go once another one is named.',
  nobodyNamed:
    'Nobody has been named yet. Until then the owners and admins of this workspace are the organisers; if you name somebody, you become one as well.',
  nameLabel: 'Name an organiser',
  namePlaceholder: 'Pick somebody',
  noChanges: 'Nothing has been changed yet.',
} as const

/** A row of the record: `@ada made @ben an organiser · Mon 23 Nov, 10:00`. */
export const changeLine = ({ by, at, ...change }: RecordedChange): string =>
  `${whatChanged(by, change.kind, mention(change.member))} · ${moment(at)}`

const whatChanged = (by: MemberId | null, kind: RecordedChange['kind'], member: string): string => {
  if (by === null) return `${member} installed the app and became an organiser`
  return kind === 'named'
    ? `${mention(by)} made ${member} an organiser`
    : `${mention(by)} removed ${member} from the organisers`
}
