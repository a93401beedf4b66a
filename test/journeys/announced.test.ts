import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { mentorOf, WEDNESDAY_14 } from '../support/host.ts'

const LUNCH = '#lunch-and-learn'

/** Ada's session stands in the channel. Only Ada has ever used the app. */
const scene = async (changes: { seats?: number; asks?: boolean } = {}) => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  await ada.openHome()
  const mentor = await mentorOf(j, ada)
  const session = await mentor.host({ announcedIn: 'C0LUNCH001', ...changes })
  const channel = () => ben.in(LUNCH).messages()
  /** A message in a channel changes at most once a second, and journeys stand still. */
  const aSecondLater = async () => {
    j.clock.advance(1_000)
    await j.settle()
  }
  return { j, ada, ben, chandra, mentor, session, channel, aSecondLater }
}

const NEW = [
  '*@ada invites everyone to an open session*',
  '*{2026-12-02T14:00Z}–{2026-12-02T15:00Z}*',
  ...['Session: Reading query plans', 'Bring a slow query.'],
]

describe('in its channel, an open session', () => {
  it('is joined by somebody who never used the app; the answer is theirs alone, and the message stays', async () => {
    const { ben, chandra, ada, channel, aSecondLater } = await scene()
    expect(channel()).toEqual([[...NEW, '2 of 2 seats left', '[Join]']])
    await ben.in(LUNCH).click('Join')
    expect(ben.in(LUNCH).told()).toEqual([
      "You have a seat in @ada's open session: {2026-12-02T14:00Z}. I've sent you a message with the details, also for your calendar.",
    ])
    expect(chandra.in(LUNCH).told()).toEqual([])
    expect(ben.last()[0]).toBe("*You have a seat* in @ada's open session")
    await aSecondLater()
    expect(channel()).toEqual([[...NEW, '1 of 2 seats left', '[Join]']])
    expect(JSON.stringify(channel())).not.toContain('@ben')
    expect(ada.last()).toContain('*Who comes:* @ben')
    await ben.in(LUNCH).click('Join')
    expect(ben.in(LUNCH).told()[0]).toMatch(/^You have a seat in @ada's open session.*If you can't come/)
    await ada.in(LUNCH).click('Join')
    expect(ada.in(LUNCH).told()[0]).toMatch(/^It's your own open session/)
    expect(channel()).toHaveLength(1)
  })

  it('asks in a form, which only they see who pressed', async () => {
    const { ben, chandra, channel } = await scene({ asks: true })
    await ben.in(LUNCH).click('Join')
    expect([ben.modal()[0], chandra.modal()]).toEqual(['Join session', []])
    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^You have a seat/)
    expect(ben.in(LUNCH).told()).toEqual([])
    expect(channel()).toHaveLength(1)
  })

  it('offers the waitlist when it is full, and its seats again when somebody leaves', async () => {
    const { ben, chandra, channel, aSecondLater } = await scene({ seats: 1 })
    await ben.in(LUNCH).click('Join')
    await aSecondLater()
    expect(channel()).toEqual([[...NEW, 'The seat is taken. You can still join the waitlist.', '[Join]']])
    await chandra.in(LUNCH).click('Join')
    expect(chandra.in(LUNCH).told()[0]).toContain("You're first in line")
    await ben.click('Leave session')
    await aSecondLater()
    expect(chandra.last()[0]).toBe("*A seat came free, and it's yours* in @ada's open session")
    await chandra.click('Leave session')
    await aSecondLater()
    expect(channel()).toEqual([[...NEW, '1 of 1 seat left', '[Join]']])
  })

  it('says that it has started, and how it ended', async () => {
    const { j, ben, channel } = await scene()
    await ben.in(LUNCH).click('Join')
    j.clock.set(WEDNESDAY_14 + MINUTE)
    await j.settle()
    expect(channel()[0]).toEqual(expect.arrayContaining(['*It has started.* 1 of 2 seats left', '[Join]']))
    j.clock.set(WEDNESDAY_14 + 2 * HOUR)
    await j.settle()
    expect(channel()[0]).toContain('*It took place* with 1 person.')
    expect(channel()[0]).not.toContain('[Join]')
  })

  it('says that it was cancelled, and a late press is told so', async () => {
    const { j, ben, session, mentor, channel, aSecondLater } = await scene()
    const shown = structuredClone(ben.member.channel(LUNCH).at(-1))
    await mentor.cancel(session)
    await aSecondLater()
    expect(channel()[0]).toContain('*It was cancelled.*')
    expect(channel()[0]).not.toContain('[Join]')
    await j.slack.forgeClick('@ben', { message: shown, button: 'Join' })
    await j.settle()
    expect(ben.in(LUNCH).told()).toEqual([
      'This session was cancelled. The Home tab shows which ones you can join.',
    ])
  })

  it('tells its mentor once if the channel takes no more messages', async () => {
    const { ada, ben, chandra, aSecondLater } = await scene()
    await ada.in(LUNCH).change('archive')
    await ben.openHome()
    await ben.clickHome('Join')
    await aSecondLater()
    await chandra.openHome()
    await chandra.clickHome('Join')
    await aSecondLater()
    const told = ada.messages().filter(([line]) => line?.startsWith("I can't show your open session"))
    expect(told).toHaveLength(1)
    expect(told[0]?.[0]).toContain('#lunch-and-learn')
  })
})
