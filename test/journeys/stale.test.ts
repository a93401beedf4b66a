import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { buttonsOf } from '../support/reading.ts'
import { countRows } from '../support/rows.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  await ada.openHome()
  await ben.openHome()
  return { j, ada, ben, chandra }
}

const accepted = "That's already accepted, so it stays as it is. You'll find your sessions on the Home tab."
const withdrawn =
  'The sender withdrew this. If you would still like to meet, send them a request of your own.'

describe('a card that is out of date', () => {
  it.each(['Accept', 'Dismiss'])(
    'says that it was accepted meanwhile when %s is pressed, and changes nothing',
    async (button) => {
      const { j, ada, ben } = await scene()
      await ben.types('offer @ada I can help')
      const card = structuredClone(ada.dm().at(-1))
      await ada.types('request @ben Yes, please')
      const before = [ada.messages(), ben.messages(), ada.home(), ben.home()]
      await j.slack.forgeClick('@ada', { message: card, button })
      await j.settle()
      expect(ada.told()).toEqual([accepted])
      expect(ada.modal()).toEqual([])
      expect([ada.messages(), ben.messages(), ada.home(), ben.home()]).toEqual(before)
    },
  )

  it.each(['Accept', 'Dismiss'])(
    'says that it was withdrawn meanwhile when %s is pressed, and changes nothing',
    async (button) => {
      const { j, ada, ben } = await scene()
      await ben.types('offer @ada I can help')
      const card = structuredClone(ada.dm().at(-1))
      await ben.clickHome('Withdraw')
      const before = [ada.messages(), ben.messages(), ada.home(), ben.home()]
      await j.slack.forgeClick('@ada', { message: card, button })
      await j.settle()
      expect(ada.told()).toEqual([withdrawn])
      expect(ada.modal()).toEqual([])
      expect([ada.messages(), ben.messages(), ada.home(), ben.home()]).toEqual(before)
    },
  )

  it('ignores a Withdraw pressed after it was accepted', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    const home = structuredClone(ben.member.home())
    await ada.types('request @ben Yes, please')
    const before = [ada.messages(), ben.messages(), ada.home(), ben.home()]
    await j.slack.forgeClick('@ben', { view: home, button: 'Withdraw' })
    await j.settle()
    expect(ben.modal()).toContain(accepted)
    await ben.close()
    expect([ada.messages(), ben.messages(), ada.home(), ben.home()]).toEqual(before)
  })
})

describe('a list that is out of date', () => {
  const top = (told: readonly string[]) => told[0]

  it.each(['Accept', 'Dismiss'])(
    'says that a request was withdrawn meanwhile when %s is pressed, and shows its state now',
    async (button) => {
      const { ada, ben } = await scene()
      await ben.types('offer @ada I can help')
      await ada.types('requests')
      await ben.clickHome('Withdraw')
      await ada.clickEphemeral(button)
      expect(ada.modal()).toEqual([])
      expect(ada.member.ephemerals()).toHaveLength(1)
      expect(top(ada.told())).toBe(withdrawn)
      expect(ada.told()).toContain('Withdrawn · sent {2026-11-23T10:00Z}')
      expect(ada.told()).not.toContain('[Accept]')
    },
  )

  it('says that a request was dismissed already, and shows so, when Dismiss is pressed again', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.types('requests')
    await ada.click('Dismiss')
    await ada.clickEphemeral('Dismiss')
    expect(top(ada.told())).toBe('You already dismissed that. You can still accept at any time.')
    expect(buttonsOf(ada.told())).toContain('[Accept]')
    expect(buttonsOf(ada.told())).not.toContain('[Dismiss]')
  })

  it('says that a request was accepted meanwhile when Withdraw is pressed, and shows its state now', async () => {
    const { ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ben.types('requests')
    await ada.types('request @ben Yes, please')
    await ben.clickEphemeral('Withdraw')
    // The first one is the offer's confirmation.
    expect(ben.member.ephemerals()).toHaveLength(2)
    expect(top(ben.told())).toBe(accepted)
    expect(ben.told()).not.toContain('[Withdraw]')
  })

  const listed = async () => {
    const here = await scene()
    const { ada, ben } = here
    await ada.types('book @ben')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    await ben.types('sessions')
    return here
  }

  it.each([
    ['Cancel session', 'Your session with @ada was already cancelled.'],
    ['Reschedule', 'This session was cancelled, so there is nothing to change. Book another one instead.'],
  ])(
    'says that a session was cancelled meanwhile when %s is pressed, and no longer lists it',
    async (button, why) => {
      const { ada, ben } = await listed()
      await ada.click('Cancel session')
      await ada.submit()
      await ben.clickEphemeral(button)
      expect(ben.modal()).toEqual([])
      expect(ben.member.ephemerals()).toHaveLength(1)
      expect(top(ben.told())).toBe(why)
      expect(ben.told()).toContain('No upcoming sessions')
    },
  )

  it.each(['Cancel session', 'Reschedule'])(
    'says that a session has begun when %s is pressed, and lists it without buttons',
    async (button) => {
      const { j, ben } = await listed()
      j.clock.set(Date.parse('2026-11-24T14:00Z'))
      await ben.clickEphemeral(button)
      expect(ben.modal()).toEqual([])
      expect(top(ben.told())).toMatch('has already started')
      expect(ben.told()).toContain('*{2026-11-24T14:00Z}–{2026-11-24T14:30Z}* · @ada')
      expect(buttonsOf(ben.told())).toEqual(['[Past]', '[Open sessions]', '[Subscribe]'])
    },
  )
})

describe('while the booking form is open', () => {
  it('a withdrawn offer can no longer be booked from it', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ben.clickHome('Withdraw')
    await ada.submit()
    expect(ada.modal()).toEqual(['Book a session', withdrawn, '[Close]'])
    expect(await countRows(j, 'sessions')).toBe(0)
    expect(ben.messages()).toEqual([])
    expect(ada.last().at(-1)).toBe("*Withdrawn.* @ben took it back. There's nothing left to do.")
  })

  it('a withdrawn offer can no longer be answered from it', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.clickModal('Send a session request instead')
    await ada.fill('Message', 'Mornings?')
    await ben.clickHome('Withdraw')
    const { errors } = await ada.submit()
    expect(Object.values(errors)).toEqual([withdrawn])
    expect(ada.modal()).toContain('Message: Mornings?')
    expect(await countRows(j, 'requests')).toBe(1)
    expect(ben.messages()).toEqual([])
  })

  it('an offer that was accepted in another window is not accepted twice', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.types('request @ben By the way')
    const told = ben.messages()
    await ada.submit()
    expect(ada.modal()).toEqual(['Book a session', accepted, '[Close]'])
    expect(await countRows(j, 'sessions')).toBe(0)
    expect(ben.messages()).toEqual(told)
  })

  it('a time that somebody else takes is reported as taken, with fresh times and the topic kept', async () => {
    const { ada, ben, chandra } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.fill('Topic', 'Indexes')
    expect(ada.offered()).toContain('Tuesday 24 November 15:00–15:30 · 09:00 New York time')

    await chandra.types('book @ben')
    await chandra.pick('Tuesday 24 November', '19:30')
    await chandra.submit()
    expect(chandra.modal()[1]).toMatch('{2026-11-24T14:00Z}')
    const bens = ben.messages()

    await ada.submit()
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *That time was just taken.* Pick one that's free now.",
        'Free times on Tuesday 24 November, Berlin time:',
        'Topic: Indexes',
        '[Book]',
      ]),
    )
    expect(ada.offered()).not.toContain('Tuesday 24 November 15:00–15:30 · 09:00 New York time')
    expect(ada.offered()[0]).toBe('Tuesday 24 November 15:30–16:00 · 09:30 New York time')
    // Nothing happened, and nobody else learns who was faster.
    expect(ada.last()).toEqual(expect.arrayContaining(['[Accept]', '[Dismiss]']))
    expect(ben.messages()).toEqual(bens)
    expect(JSON.stringify([ada.modal(), ada.messages(), ada.home()])).not.toContain('chandra')

    await ada.pick('Tuesday 24 November', '15:30')
    await ada.submit()
    expect(ada.modal()[1]).toMatch("You're booked with @ben: {2026-11-24T14:30Z}.")
    expect(ben.last()).toEqual(
      expect.arrayContaining([
        '*@ada accepted your offer to mentor* and booked a session with you',
        'Topic: Indexes',
      ]),
    )
    expect(chandra.messages()).toHaveLength(1)
  })

  it('a time that slips inside the mentor’s notice is refused, with what to do instead', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    j.clock.set(Date.parse('2026-11-24T13:00Z'))
    await ada.submit()
    expect(ada.modal()).toContain(":warning: *That's too soon for the mentor.* Pick a later time.")
    expect(await countRows(j, 'sessions')).toBe(0)
  })
})
