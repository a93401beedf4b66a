import type { ReadMarks } from '../keeping.ts'
import type { ShiftingClock } from '../shifting-clock.ts'
import { textAt } from '../slack/json.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import { ownCommands } from '../slack/member/own-commands.ts'
import { channelsOf } from '../slack/state/channels.ts'
import { isTopLevel, repliesTo, shownText } from '../slack/state/messages.ts'
import type { Channel, Member, Message, SlackState } from '../slack/state/state.ts'
import type { ServedCalendars } from './served-calendars.ts'
import type { FaultSwitches } from './switches.ts'
import type { Conversation, LogState, PageState, ShownChannel, ShownMember, ShownMessage } from './wire.ts'

export type Workbench = {
  slack: LocalSlack
  clock: ShiftingClock
  switches: FaultSwitches
  calendars: ServedCalendars
  read: ReadMarks
  /** Identifies this run of the server. */
  run: string
}

/** How many of a conversation's newest messages are shown; older ones are kept. */
const MOST_MESSAGES = 200
const MOST_LINES = 200

/** What one member sees, and nothing that only others see. */
export const pageState = (bench: Workbench, memberId: string): PageState => {
  const { slack, clock, switches, calendars, run } = bench
  const { state, manifest } = slack
  const modals = state.modals[memberId] ?? []
  const view = modals.at(-1)
  const home = state.homes[memberId]
  return {
    run,
    workspace: { id: state.team.id, name: state.team.name, domain: state.team.domain },
    app: {
      name: state.app.name,
      description: manifest?.display_information?.description ?? '',
      userId: state.app.botUserId,
      isReadOnly: manifest?.features?.app_home?.messages_tab_read_only_enabled === true,
    },
    me: memberId,
    now: clock.now(),
    ahead: clock.ahead(),
    members: Object.values(state.members)
      .filter((member) => !member.isSlackbot)
      .map((member) => shownMember(bench, member)),
    conversations: conversations(bench, memberId),
    ...(home && { home }),
    ...(view && { modal: { view, depth: modals.length } }),
    commands: manifest?.features?.slash_commands ?? [],
    ownCommands,
    shortcuts: manifest?.features?.shortcuts ?? [],
    switches: switches.list(),
    calendars: calendars.owners,
  }
}

const shownMember = (bench: Workbench, member: Member): ShownMember => ({
  id: member.id,
  handle: member.handle,
  name: member.realName,
  ...(member.zone && { zone: member.zone }),
  role: member.isApp ? 'app' : member.bot ? 'bot' : member.deactivated ? 'deactivated' : 'person',
  isGuest: member.guest !== undefined,
  unread: unread(bench, member.id, bench.slack.state.dms[member.id]),
})

const conversations = (bench: Workbench, memberId: string): Conversation[] => {
  const { state } = bench.slack
  const dm = state.dms[memberId]
  return [
    ...channelsOf(state, memberId).map((channel) => ({
      id: channel.id,
      kind: 'channel' as const,
      name: channel.name,
      unread: unread(bench, memberId, channel.id),
      channel: shownChannel(channel),
      messages: shownMessages(bench, memberId, channel.id),
    })),
    {
      id: dm ?? '',
      kind: 'app' as const,
      name: state.app.name,
      unread: unread(bench, memberId, dm),
      messages: dm ? shownMessages(bench, memberId, dm) : [],
    },
  ]
}

const shownChannel = (channel: Channel): ShownChannel => ({
  topic: channel.topic ?? '',
  purpose: channel.purpose ?? '',
  isPrivate: channel.isPrivate === true,
  isArchived: channel.isArchived === true,
  isReadOnly: channel.isReadOnly === true,
  hasApp: channel.appIsMember,
})

/** Of the conversation: what comes in a thread marks that alone. */
const unread = ({ slack, read }: Workbench, memberId: string, channel: string | undefined) => {
  if (!channel) return 0
  const mark = read[memberId]?.[channel] ?? '0'
  return (slack.state.messages[channel] ?? []).filter(
    (message) => isTopLevel(message) && message.user !== memberId && message.ts > mark,
  ).length
}

const shownMessages = (
  { slack: { state } }: Workbench,
  memberId: string,
  channel: string,
): ShownMessage[] => {
  const messages = (state.messages[channel] ?? [])
    .filter(isTopLevel)
    .slice(-MOST_MESSAGES)
    .map((one) => shownMessage(state, one, memberId))
  const oldest = messages[0]?.ts ?? '0'
  const whispered = (state.ephemerals[memberId] ?? [])
    .filter((one) => one.channel === channel && (one.ts > oldest || messages.length < MOST_MESSAGES))
    .map(
      ({ ts, from, text, blocks, inputs }): ShownMessage => ({
        ts,
        user: from === 'app' ? state.app.botUserId : 'USLACKBOT',
        text,
        blocks,
        inputs,
        isEdited: false,
        files: [],
        replies: [],
        onlyYou: from,
      }),
    )
  return [...messages, ...whispered].toSorted((a, b) => (a.ts < b.ts ? -1 : 1))
}

const shownMessage = (state: SlackState, message: Message, memberId: string): ShownMessage => ({
  ts: message.ts,
  user: message.user,
  text: shownText(message),
  blocks: message.blocks,
  inputs: message.inputs[memberId] ?? {},
  isEdited: message.edited !== undefined,
  files: (message.files ?? []).map((file) => ({
    id: textAt(file, 'id') ?? '',
    title: textAt(file, 'title') ?? '',
    name: textAt(file, 'name') ?? '',
    size: file.size ?? 0,
  })),
  replies: isTopLevel(message)
    ? repliesTo(state, message).map((one) => shownMessage(state, one, memberId))
    : [],
})

export const logState = ({ slack }: Workbench): LogState => ({
  lines: slack.requests
    .slice(-MOST_LINES)
    .map(({ id, at, direction, name, summary, status, ms, breaches, fault }) => ({
      id,
      at,
      direction,
      name,
      summary,
      status,
      ms,
      breaches,
      ...(fault !== undefined && { fault }),
    })),
  breaches: slack.breaches.slice(-MOST_LINES),
})
