import type { MemberId } from '../../../domain/ids.ts'
import type { TOPIC_CHANGES } from '../../../domain/programme/changes.ts'
import type { RecordedChange } from '../../../store/programme-changes.ts'
import { capital } from './nouns.ts'
import { mention } from './people.ts'
import { settingInWords } from './settings.ts'
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
  organisersDo:
    "Organisers change these settings and see the numbers of the programme. They never see whose requests were dismissed, nor anybody's messages, answers or block lists.",
  onlyOne: 'The last organiser can only go once another one is named.',
  nobodyNamed:
    'Nobody has been named yet. Until then the owners and admins of this workspace are the organisers; if you name somebody, you become one as well.',
  nameLabel: 'Name an organiser',
  namePlaceholder: 'Pick somebody',
  noChanges: 'Nothing has been changed yet.',
  earlierChanges: (count: number) =>
    `These are the latest ${count}. Earlier ones are kept as well: those who made them find them in \`/mentor my data\`.`,
} as const

/** A row of the record: `@ada made @ben an organiser · Mon 23 Nov, 10:00`. What was typed stands below it. */
export const changeLine = (change: RecordedChange): string =>
  `${capital(whatChanged(change))} · ${moment(change.at)}`

const topicChanged = {
  renamed: 'renamed a topic',
  merged: 'merged a topic into another',
  retired: 'retired a topic',
  brought_back: 'brought a topic back',
} as const satisfies Record<(typeof TOPIC_CHANGES)[number], string>

const whatChanged = (change: RecordedChange): string => {
  const by = change.by === null ? 'Somebody' : mention(change.by)
  switch (change.kind) {
    case 'set':
      return `${by} changed a setting: ${settingInWords(change.setting, change.settings)}`
    case 'topic':
      return `${by} ${topicChanged[change.what]}`
    case 'named':
      return change.by === null
        ? `${mention(change.member)} installed the app and became an organiser`
        : `${by} made ${mention(change.member)} an organiser`
    default:
      return `${by} removed ${mention(change.member)} from the organisers`
  }
}
