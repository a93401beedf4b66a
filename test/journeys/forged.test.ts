import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/domain/time/time.ts'
import type { JsonObject } from '../../src/sandbox/slack/json.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { mentorOf, WEDNESDAY_14 } from '../support/host.ts'
import { countRows } from '../support/rows.ts'

const notFound =
  "I can't find that any more, or it isn't yours to answer. Your Home tab shows what you can do now."

const scene = async () => {
  const j = await journey()
  const [ada, ben, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'dana')]
  for (const member of [ada, ben, dana]) await member.openHome()
  await ben.types('offer @ada I can help')
  const state = () => [ada.messages(), ada.home(), ben.messages(), ben.home(), dana.messages(), dana.home()]
  const before = state()
  const nothingChanged = async () => {
    expect(state()).toEqual(before)
    expect(await countRows(j, 'sessions')).toBe(0)
    expect(await countRows(j, 'requests')).toBe(1)
  }
  return { j, ada, ben, dana, nothingChanged }
}

type Scene = Awaited<ReturnType<typeof scene>>

/** The payload with another value on its button. */
const withValue = (value: string) => (payload: JsonObject) => {
  const [action] = Array.isArray(payload.actions) ? payload.actions : []
  return { ...payload, actions: [{ ...(action as JsonObject), value }] }
}

/** What the Dismiss button on Ada's Home carries: the id of Ben's offer. */
const valueOnHome = ({ ada }: Scene) => {
  const blocks = JSON.stringify(ada.member.home()?.blocks)
  const [, value] = /"action_id":"request.dismiss","value":"((?:[^"\\]|\\.)*)"/.exec(blocks) ?? []
  return String(JSON.parse(`"${value}"`))
}

describe('nothing changes and nothing is revealed when', () => {
  it.each(['Accept', 'Dismiss'])('a third member presses %s on somebody’s card', async (button) => {
    const { j, ada, dana, nothingChanged } = await scene()
    await j.slack.forgeClick('@dana', { message: ada.dm().at(-1), button })
    await j.settle()
    expect(dana.told()).toEqual([notFound])
    expect(dana.modal()).toEqual([])
    await nothingChanged()
  })

  it.each(['Accept', 'Dismiss'])('the sender presses %s on the card of their own request', async (button) => {
    const { j, ada, ben, nothingChanged } = await scene()
    await j.slack.forgeClick('@ben', { message: ada.dm().at(-1), button })
    await j.settle()
    expect(ben.told()).toEqual([notFound])
    await nothingChanged()
  })

  it('a third member, or the receiver, withdraws', async () => {
    const { j, ada, ben, dana, nothingChanged } = await scene()
    for (const [handle, member] of [
      ['@dana', dana],
      ['@ada', ada],
    ] as const) {
      await j.slack.forgeClick(handle, { view: ben.member.home(), button: 'Withdraw' })
      await j.settle()
      expect(member.modal()).toEqual(['Mentorship', notFound, '[Close]'])
      await member.close()
    }
    await nothingChanged()
  })

  it('a button carries an id that does not exist, which gets the same answer as one that does', async () => {
    const world = await scene()
    const { j, dana, ada, nothingChanged } = world
    const real = valueOnHome(world)
    const unknown = real.replace(/[0-9a-f]{12}/, '0123456789ab')
    expect(unknown).not.toBe(real)
    const answers = []
    for (const value of [real, unknown]) {
      await j.slack.forgeClick('@dana', { message: ada.dm().at(-1), button: 'Accept' }, withValue(value))
      await j.settle()
      answers.push(dana.told())
    }
    expect(answers).toEqual([[notFound], [notFound]])
    await nothingChanged()
  })

  it('a button carries something that none of ours does', async () => {
    const { j, ada, nothingChanged } = await scene()
    for (const value of [
      '',
      'null',
      '[]',
      '[1]',
      '[2,{"request":"x"}]',
      '[1,{"request":"1 or 1=1"}]',
      '[1,{"card":null,"upTo":"9"}]',
      '{"__proto__":{"request":"x"}}',
      'x'.repeat(2000),
    ]) {
      for (const button of ['Accept', 'Dismiss']) {
        const { status } = await j.slack.forgeClick(
          '@ada',
          { message: ada.dm().at(-1), button },
          withValue(value),
        )
        await j.settle()
        expect(status, value).toBe(200)
        expect(ada.told(), value).toEqual([notFound])
      }
    }
    expect(ada.member.ephemerals()).toHaveLength(18)
    await nothingChanged()
  })

  it('a booking form names somebody else’s request, another member, or nothing that can be read', async () => {
    const world = await scene()
    const { ada, dana, nothingChanged } = world
    const requestId = /[0-9a-f-]{36}/.exec(valueOnHome(world))?.[0] ?? ''
    const forgeries: ((version: unknown, metadata: object) => string)[] = [
      (version, metadata) => JSON.stringify([version, { ...metadata, origin: requestId }]),
      (version, metadata) => JSON.stringify([version, { ...metadata, origin: requestId, member: ada.id }]),
      (version, metadata) => JSON.stringify([version, { ...metadata, member: "U0'; drop table requests" }]),
      () => '[1]',
      () => 'not JSON',
    ]
    for (const forged of forgeries) {
      await dana.types('book @ben')
      await dana.pick('Wednesday 25 November', '03:00')
      const form = dana.member.modal()
      if (!form) throw new Error('no form')
      const [version, metadata] = JSON.parse(form.privateMetadata)
      form.privateMetadata = forged(version, metadata)
      await dana.submit()
      expect(dana.modal()).toEqual(['Book a session', notFound, '[Close]'])
      await dana.close()
    }
    await nothingChanged()
  })

  it('a request form claims to answer an offer that somebody else got', async () => {
    const world = await scene()
    const { j, dana, nothingChanged } = world
    const requestId = /[0-9a-f-]{36}/.exec(valueOnHome(world))?.[0] ?? ''
    await dana.types('request')
    const opened = dana.member.modal()
    if (!opened) throw new Error('no form')
    const [version, metadata] = JSON.parse(opened.privateMetadata)
    opened.privateMetadata = JSON.stringify([version, { ...metadata, to: world.ben.id, answers: requestId }])
    await dana.choose('Who would you like to learn from?', '@ben')
    const { errors } = await dana.submit()
    expect(Object.values(errors)).toEqual([notFound])
    await j.settle()
    await nothingChanged()
  })

  it('a third member cancels a session by its id', async () => {
    const { j, ada, ben, dana } = await scene()
    await ada.types('book @ben')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    const before = [ada.messages(), ben.messages(), ada.home(), ben.home()]
    await j.slack.forgeClick('@dana', { message: ada.dm().at(-1), button: 'Cancel session' })
    await j.settle()
    expect(dana.told()).toEqual([notFound])
    expect(dana.modal()).toEqual([])
    expect([ada.messages(), ben.messages(), ada.home(), ben.home()]).toEqual(before)
  })

  it('somebody presses what an open session shows others: its mentor’s buttons, a seat’s, or an invitation', async () => {
    const { j, ada, ben, dana } = await scene()
    const mentor = await mentorOf(j, ada)
    const session = await mentor.host({ audience: 'invited', seats: 1 })
    await mentor.invite(session, ben)
    const invitation = structuredClone(ben.dm().at(-1))
    await ben.click('Join')
    const before = [ada.messages(), ben.messages(), dana.messages(), ada.home(), ben.home()]
    for (const [message, button] of [
      [invitation, 'Join'],
      [invitation, 'Not now'],
      [ben.dm().at(-1), 'Leave session'],
      [ada.dm().at(-1), 'Seats'],
      [ada.dm().at(-1), 'Reschedule'],
      [ada.dm().at(-1), 'Cancel session'],
    ] as const) {
      await j.slack.forgeClick('@dana', { message, button })
      await j.settle()
      expect(dana.told(), button).toEqual([notFound])
    }
    expect(dana.modal()).toEqual([])
    expect([ada.messages(), ben.messages(), dana.messages(), ada.home(), ben.home()]).toEqual(before)
  })

  it('a form to join names a session that its sender may not see, or nothing that can be read', async () => {
    const { j, ada, dana } = await scene()
    const mentor = await mentorOf(j, ada)
    await mentor.host({ asks: true })
    const secret = await mentor.host({ audience: 'invited', startsAt: WEDNESDAY_14 + DAY })
    const before = [ada.messages(), ada.home()]
    for (const forge of [
      (raw: string) => raw.replace(/[0-9a-f-]{36}/, secret),
      (raw: string) => raw.replace(/[0-9a-f-]{36}/, '019ab000-0000-7000-8000-000000000000'),
      () => '[1]',
      () => 'not JSON',
    ]) {
      await dana.openHome()
      await dana.clickHome('Join')
      const form = dana.member.modal()
      if (!form) throw new Error('no form')
      form.privateMetadata = forge(form.privateMetadata)
      await dana.submit()
      expect(dana.modal()).toEqual(['Join session', notFound, '[Close]'])
      await dana.close()
    }
    expect([ada.messages(), ada.home()]).toEqual(before)
    expect(dana.messages()).toEqual([])
  })
})
