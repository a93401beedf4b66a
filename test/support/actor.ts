import type { Journey } from './app.ts'
import { homeLines, lines, offeredTimes } from './reading.ts'

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
  return {
    id: member.id,
    /** The underlying driver, whose acts do not wait. */
    member,
    /** `/mentor …` in #general. */
    types: settled((text: string) => member.command('/mentor', text)),
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
    /** Picks one of the times offered in the open booking modal. @param time how its text begins */
    pick: async (day: string, time: string) => {
      const offered = offeredTimes(member.modal())
      const found = offered.find((one) => one.day === day && one.time.startsWith(time))
      if (!found) throw new Error(`no time ${day} ${time} is offered among ${offered.length}`)
      return choose('booking.pick_slot', found.value)
    },

    dm,
    /** Every message in the DM with the app, oldest first, as lines. */
    messages: () => dm().map(read),
    /** The newest message in the DM. */
    last: () => read(dm().at(-1)),
    home: () => homeLines(read(member.home())),
    modal: () => read(member.modal()),
    /** What the app told only this member in a channel or DM, newest last. */
    told: () => read(member.ephemerals().at(-1)),
    offered: () => offeredTimes(member.modal()).map(({ day, time }) => `${day} ${time}`),
  }
}
