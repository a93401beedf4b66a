import { addDays } from '../../src/domain/time/time.ts'
import type { ChannelChange } from '../../src/sandbox/slack/state/state.ts'
import { dayLabel } from '../../src/slack/text/english/times.ts'
import type { Journey } from './app.ts'
import { dayShown, homeLines, lines, offeredTimes, timesBlock } from './reading.ts'

export type Actor = ReturnType<typeof actor>

/** A member who acts, waiting after each act until the app has delivered everything; and what they see. */
export const actor = (journey: Journey, handle: string) => {
  const { slack } = journey
  const member = journey.as(handle)
  const settled =
    <Args extends unknown[], Outcome>(act: (...args: Args) => Promise<Outcome>) =>
    async (...args: Args): Promise<Outcome> => {
      const outcome = await act(...args)
      await journey.settle()
      return outcome
    }
  const read = (shown: Parameters<typeof lines>[1]) => lines(slack, shown)
  const choose = settled(member.choose)
  /** Without calendar files, which come as separate messages. */
  const dm = () => member.dm().filter(({ files }) => files === undefined)
  const told = () => read(member.ephemerals().at(-1))
  const types = settled((text: string) => member.command('/mentor', text))
  return {
    id: member.id,
    /** The underlying driver, whose acts do not wait. */
    member,
    /** `/mentor …` in #general. */
    types,
    click: settled((label: string, where: Parameters<typeof member.click>[1] = {}) =>
      member.click(label, { message: dm().at(-1)?.ts ?? 'last', ...where }),
    ),
    clickHome: settled(member.clickHome),
    clickModal: settled(member.clickModal),
    clickEphemeral: settled(member.clickEphemeral),
    openHome: settled(member.openHome),
    fill: settled(member.fill),
    choose,
    submit: settled(member.submit),
    close: settled(member.close),
    shortcut: settled(member.shortcut),
    messageShortcut: settled(member.messageShortcut),
    /**
     * Picks a day in the open booking modal, unless it shows it, and one of the times offered then.
     * @param time how its text begins
     */
    pick: async (day: string, time: string) => {
      const shown = dayShown(member.modal())
      if (shown !== undefined && dayLabel(shown, shown) !== day) {
        await choose('booking.pick_day', dateOf(day, shown))
      }
      const offered = offeredTimes(member.modal())
      const found = offered.find((one) => one.day === day && one.time.startsWith(time))
      if (!found) throw new Error(`no time ${day} ${time} is offered among ${offered.length}`)
      return choose(timesBlock(member.modal()), found.value)
    },
    /** Picks a day in the open booking modal: `YYYY-MM-DD`. */
    pickDay: (date: string) => choose('booking.pick_day', date),
    /** Picks any time in the open booking modal, in Unix seconds. */
    pickFreely: async (seconds: number) => {
      const { blocks = [] } = member.modal() ?? {}
      if (!blocks.some(({ block_id }) => block_id.startsWith('other_time_'))) {
        await settled(member.clickModal)('Any other time')
      }
      return choose('Any other time', seconds)
    },

    dm,
    /** Every message in the DM with the app, oldest first, as lines. */
    messages: () => dm().map(read),
    /** The newest message in the DM. */
    last: () => read(dm().at(-1)),
    home: () => homeLines(read(member.home())),
    modal: () => read(member.modal()),
    /** What the app told only this member in a channel or DM, newest last. */
    told,
    /** A channel, by `#name`, as this member sees it. */
    in: (channel: string) => {
      const messages = () => member.channel(channel)
      const id = journey.slack.channel(channel).id
      return {
        /** Every message in it, oldest first, as lines. */
        messages: () => messages().map(read),
        last: () => read(messages().at(-1)),
        /** Presses a button on the newest message that has one of that label. */
        click: settled(async (label: string, where: Parameters<typeof member.click>[1] = {}) => {
          const message = messages().findLast((one) => read(one).includes(`[${label}]`))
          return member.click(label, { message: (message ?? messages().at(-1))?.ts ?? 'none', ...where })
        }),
        /** What the app told only this member in it, last. */
        told: () => read(member.ephemerals().findLast((one) => one.channel === id)),
        /** `/mentor …`, typed in it. */
        types: settled((text: string) => member.command('/mentor', text, { channel })),
        /** `/invite`, archiving and the like. */
        change: settled((change: ChannelChange) => member.changeChannel(channel, change)),
      }
    },
    /** Both lists whole, as `/mentor requests` shows them. */
    listed: async () => {
      await types('requests')
      return homeLines(told())
    },
    /** The times of the day that the booking modal shows, with the day. */
    offered: () => offeredTimes(member.modal()).map(({ day, time }) => `${day} ${time}`),
    /** The same, with for whom they are early or late. */
    marked: () => offeredTimes(member.modal()).map(({ time, mark }) => (mark ? `${time} · ${mark}` : time)),
  }
}

/** The date with that label in the year from a month before another date on. */
const dateOf = (day: string, near: string): string => {
  for (let days = -30; days < 336; days += 1) {
    const date = addDays(near, days)
    if (dayLabel(date, date) === day) return date
  }
  throw new Error(`no day ${day}`)
}
