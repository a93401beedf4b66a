import { describe, expect, it } from 'vitest'
import type { LoggedRequest } from '../../src/sandbox/slack/request-log.ts'
import { actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { lastSent, submittedAgain } from '../support/delivered-again.ts'
import { countRows } from '../support/rows.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  return { j, ada, ben }
}

const calls = ({ slack }: Journey, name: string) =>
  slack.requests.filter((one) => one.direction === 'app-to-slack' && one.name === name)

describe('doing something twice is no error and has no second effect:', () => {
  it.each([
    ['offer @ada I can help', 'offer'],
    ['request @ada Teach me', 'request'],
  ])('a command that Slack delivers again (%s)', async (typed) => {
    const { j, ada, ben } = await scene()
    await ben.types(typed)
    const [card, said] = [ada.messages(), ben.told()]
    const posted = calls(j, 'chat.postMessage').length
    for (const resign of [false, true]) {
      const first = lastSent(j, '/mentor')
      const { status, body } = await j.slack.replay(first, { resign })
      await j.settle()
      expect(status).toBe(200)
      expect(body).toBe(first.answer)
    }
    expect(await countRows(j, 'requests')).toBe(1)
    expect(ada.messages()).toEqual(card)
    expect(ben.told()).toEqual(said)
    expect(calls(j, 'chat.postMessage')).toHaveLength(posted)
  })

  it('the same command delivered to the app several times at once', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('help')
    const { sent, ...log } = lastSent(j, '/mentor')
    if (!sent) throw new Error('not sent')
    const form = new URLSearchParams(sent.body)
    form.set('text', 'offer <@U0ADA00001|ada> I can help')
    form.set('trigger_id', '7.7.four-at-once')
    const copy: LoggedRequest = { ...log, sent: { ...sent, body: form.toString() } }
    const answers = await Promise.all([1, 2, 3, 4].map(() => j.slack.replay(copy, { resign: true })))
    await j.settle()
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await countRows(j, 'requests')).toBe(1)
    expect(ada.messages()).toHaveLength(1)
  })

  it('a double click on Dismiss', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await Promise.all([ada.member.click('Dismiss'), ada.member.click('Dismiss')])
    await j.settle()
    expect(ada.last().slice(-2)).toEqual([
      "*Dismissed.* @ben won't be notified. You can still accept at any time.",
      '[Accept]',
    ])
    expect(ada.told()).toEqual(['You already dismissed that. You can still accept at any time.'])
    expect(ben.messages()).toEqual([])
  })

  it('a double click on Accept, which opens the form and accepts nothing', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await Promise.all([ada.member.click('Accept'), ada.member.click('Accept')])
    await j.settle()
    expect(ada.member.modals()).toHaveLength(1)
    expect(ada.modal()[0]).toBe('Book a session')
    expect(ada.last()).toContain('[Dismiss]')
  })

  it('a booking submitted again after its answer', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    const [adas, bens] = [ada.messages(), ben.messages()]
    const posted = calls(j, 'chat.postMessage').length

    const { status, body } = await submittedAgain(j)
    await j.settle()
    expect(status).toBe(200)
    expect(body).toMatch("You're already booked with <@U0BEN00001>")
    expect(await countRows(j, 'sessions')).toBe(1)
    expect([ada.messages(), ben.messages()]).toEqual([adas, bens])
    expect(calls(j, 'chat.postMessage')).toHaveLength(posted)
  })

  it('a booking submitted twice at once', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    const submitted = await Promise.all([ada.member.submit(), ada.member.submit()])
    await j.settle()
    expect(submitted.map(({ status, errors }) => ({ status, errors }))).toEqual([
      { status: 200, errors: {} },
      { status: 200, errors: {} },
    ])
    expect(await countRows(j, 'sessions')).toBe(1)
    expect([ada.messages().length, ben.messages().length]).toEqual([2, 1])
  })

  it('a session request that answers an offer, submitted twice at once', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.clickModal('Send a session request instead')
    await Promise.all([ada.member.submit(), ada.member.submit()])
    await j.settle()
    expect(await countRows(j, 'requests')).toBe(2)
    expect(ben.messages()).toHaveLength(1)
    expect(ada.last().at(-1)).toBe('*Accepted.* You asked @ben for a session.')
  })

  it('a cancellation submitted again', async () => {
    const { j, ada, ben } = await scene()
    await ada.types('book @ben')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    await ada.click('Cancel session')
    await ada.submit()
    const [adas, bens] = [ada.messages(), ben.messages()]
    const { body } = await submittedAgain(j)
    await j.settle()
    expect(body).toMatch('was already cancelled')
    expect([ada.messages(), ben.messages()]).toEqual([adas, bens])
  })

  it('a withdrawal pressed again on a list that still shows the button', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    const home = structuredClone(ben.member.home())
    await ben.clickHome('Withdraw')
    const before = ada.messages()
    await j.slack.forgeClick('@ben', { view: home, button: 'Withdraw' })
    await j.settle()
    expect(ben.modal()).toContain('You already withdrew that.')
    expect(ada.messages()).toEqual(before)
  })
})
