import type { LocalSlack } from '../../src/sandbox/slack/local-slack.ts'
import type { Readable } from '../../src/sandbox/slack/member/visible-text.ts'
import type { View } from '../../src/sandbox/slack/state/state.ts'
import { dayLabel } from '../../src/slack/text/english/times.ts'

/** Slack's date token: its seconds, whatever its format and fallback. */
const DATE = /<!date\^(\d+)\^[^>]*>/g

/**
 * What a member reads, line by line: `@ada` for a mention, `#general` for a channel, `{2026-11-24T14:00Z}` for a time that Slack draws in the
 * reader's zone, `[Accept]` for a button.
 */
export const lines = (slack: LocalSlack, shown: Readable | undefined): string[] =>
  slack.texts(shown).flatMap((text) =>
    text
      .replace(/<@([UW][A-Z0-9]+)>/g, (_, id: string) => `@${slack.state.members[id]?.handle ?? id}`)
      .replace(/<#(C[A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `#${slack.state.channels[id]?.name ?? id}`)
      .replace(DATE, (_, seconds: string) => `{${minute(Number(seconds) * 1000)}}`)
      .split('\n'),
  )

const minute = (instant: number) => `${new Date(instant).toISOString().slice(0, 16)}Z`

export const buttonsOf = (shown: readonly string[]): string[] => shown.filter((line) => /^\[.*\]$/.test(line))

export type HomeLines = Record<
  'top' | 'received' | 'suggested' | 'sent' | 'sessions' | 'open' | 'availability' | 'profile' | 'toHelp',
  string[]
>

const headings = {
  'My mentorship requests': 'received',
  Received: 'received',
  'Suggested to you': 'suggested',
  Sent: 'sent',
  'Upcoming sessions': 'sessions',
  'Open sessions': 'open',
  'Your availability': 'availability',
  'Your profile': 'profile',
  'People you could help': 'toHelp',
} as const

const isHeading = (line: string): line is keyof typeof headings => Object.hasOwn(headings, line)

const STARTS = [
  ...['[Find a mentor]', '[Book a session]', '[Offer to mentor]', '[Request a session]'],
  ...['[Open sessions]', '[Host an open session]'],
]

/** Home, grouped under its headings; `sessions` begins with the next one, which is at the top. */
export const homeLines = (shown: readonly string[]): HomeLines => {
  const parts: HomeLines = {
    ...{ top: [], received: [], suggested: [], sent: [] },
    ...{ sessions: [], open: [], availability: [], profile: [], toHelp: [] },
  }
  let part: keyof HomeLines = 'top'
  for (const line of shown) {
    if (isHeading(line)) part = headings[line]
    else if (part === 'top' && /^\*\{.*\}\*/.test(line)) part = 'sessions'
    else if (part === 'received' && STARTS.includes(line)) part = 'top'
    else if (part === 'suggested' && line === STARTS[0]) part = 'top'
    if (!isHeading(line)) parts[part].push(line)
  }
  return parts
}

type Option = { text: { text: string }; description?: { text: string }; value: string }
type Choices = { options?: Option[]; option_groups?: { label: { text: string }; options: Option[] }[] }
type Held = { selected_date?: string }

/** The day that a booking modal shows, `YYYY-MM-DD`. */
export const dayShown = (modal: View | undefined): string | undefined => {
  const block = modal?.blocks.find(({ block_id }) => block_id.startsWith('day_'))
  const [held] = Object.values(modal?.inputs[block?.block_id ?? ''] ?? {}) as Held[]
  return held?.selected_date
}

/** The block of free times, by its id; few of them are radio buttons, more are a menu. */
export const timesBlock = (modal: View | undefined): string => {
  const found = modal?.blocks.find(({ block_id }) => block_id.startsWith('slot_'))
  if (!found) throw new Error('no times are offered')
  return found.block_id
}

/** The times that a booking modal offers on the day that it shows. @property mark for whom it is early or late */
export const offeredTimes = (modal: View | undefined) => {
  const block = modal?.blocks.find(({ block_id }) => block_id.startsWith('slot_'))
  const { options = [], option_groups = [] } = (block?.element ?? {}) as Choices
  const date = dayShown(modal)
  const day = date === undefined ? '' : dayLabel(date, date)
  const offered = ({ text, value }: Option, mark = '') => ({ day, time: text.text, value, mark })
  return [
    ...options.map((option) => offered(option, option.description?.text)),
    ...option_groups.flatMap((group) => group.options.map((option) => offered(option, group.label.text))),
  ]
}
