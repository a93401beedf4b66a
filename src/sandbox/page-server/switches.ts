import type { Fault } from '../slack/faults.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import type { ServedCalendars } from './served-calendars.ts'
import type { FaultSwitch } from './wire.ts'

/** What can be switched on by hand, and stays on until it is switched off. */
const switches = {
  'rate-limited': {
    title: 'Slack limits the rate',
    text: 'Every call by Mentorship is answered with 429 and told to come back in 5 seconds.',
    fault: { kind: 'rate-limited', retryAfterSeconds: 5, method: '*' },
  },
  'server-errors': {
    title: 'Slack has errors',
    text: 'Every call by Mentorship is answered with 500.',
    fault: { kind: 'http-error', status: 500, method: '*' },
  },
  slow: {
    title: 'Slack is slow',
    text: 'Every answer to Mentorship takes 1.5 seconds longer.',
    fault: { kind: 'slow', ms: 1500, method: '*' },
  },
  'lost-replies': {
    title: 'Replies get lost',
    text: 'Slack does what Mentorship asks for, but its answer never arrives.',
    fault: { kind: 'lost-reply', method: '*' },
  },
  unreachable: {
    title: 'Slack cannot be reached',
    text: 'Every connection from Mentorship to Slack is cut.',
    fault: { kind: 'reset', method: '*' },
  },
  'no-charts': {
    title: 'Slack draws no charts',
    text: 'Messages with tables and charts are refused, as where a new block is not drawn yet.',
    undrawn: ['data_table', 'data_visualization'],
  },
  offline: {
    title: 'Mentorship is offline',
    text: 'Slack reaches nobody behind the app: commands and buttons fail, events are tried again later.',
    offline: true,
  },
} as const satisfies Record<
  string,
  { title: string; text: string } & ({ fault: Fault } | { undrawn: readonly string[] } | { offline: true })
>

type SwitchName = keyof typeof switches
const isSwitch = (name: string): name is SwitchName => Object.hasOwn(switches, name)

export type FaultSwitches = {
  /** Throws a sentence if there is no switch of that name. */
  set(name: string, on: boolean): void
  list(): FaultSwitch[]
}

/** The switch of a member's calendar. */
const calendarSwitch = (owner: string) => `calendar-of-${owner}`

/** @param appUrl where the app is reached while it is not offline */
export const faultSwitches = (
  slack: LocalSlack,
  appUrl: () => string,
  calendars: ServedCalendars,
): FaultSwitches => {
  const on = new Map<SwitchName, () => void>()
  const nameOf = (handle: string) =>
    Object.values(slack.state.members).find((member) => member.handle === handle)?.realName ?? handle
  return {
    set: (name, wanted) => {
      const owner = calendars.owners.find((one) => calendarSwitch(one) === name)
      if (owner !== undefined) return calendars.fail(owner, wanted)
      if (!isSwitch(name)) throw new Error(`there is no switch ${name}`)
      on.get(name)?.()
      on.delete(name)
      if (!wanted) return
      const what = switches[name]
      if ('fault' in what) return void on.set(name, slack.faults.on(what.fault))
      if ('undrawn' in what) {
        for (const type of what.undrawn) slack.undrawn.add(type)
        return void on.set(name, () => slack.undrawn.clear())
      }
      slack.connect(undefined)
      on.set(name, () => slack.connect(appUrl()))
    },
    list: () => [
      ...Object.entries(switches).map(([name, { title, text }]) => ({
        name,
        title,
        text,
        on: isSwitch(name) && on.has(name),
      })),
      ...calendars.owners.map((owner) => ({
        name: calendarSwitch(owner),
        title: `${nameOf(owner)}’s calendar fails`,
        text: 'Its server answers with 500. It is asked every 15 minutes, and what it said counts for 2 hours.',
        on: calendars.isFailing(owner),
      })),
    ],
  }
}
