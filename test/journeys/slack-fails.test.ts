import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { countRows } from '../support/rows.ts'

const notAnswered =
  "Slack didn't take my answer to that. Please try again in a moment; nothing will happen twice."
const sorry =
  'Sorry, Slack had trouble, and something you did here got no answer ({2026-11-23T10:00Z}). Please try it again; nothing will happen twice.'

const scene = async () => {
  const j = await journey()
  return { j, ada: actor(j, 'ada'), ben: actor(j, 'ben') }
}

describe('while Slack does not say who somebody is', () => {
  it('a request to someone new is refused with a sentence, and sent on the next try', async () => {
    const { j, ada, ben } = await scene()
    const mend = j.slack.faults.on({ method: 'users.info', kind: 'http-error', status: 503 })
    await ben.types('offer @ada hello')
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *Slack didn't answer in time, so nothing has changed.* Please try again.",
        `Who would you like to mentor?: ${ada.id}`,
        'Message: hello',
      ]),
    )
    await ben.close()
    await ben.types('book @ada')
    expect(ben.told()).toEqual(["Slack didn't answer in time, so nothing has changed. Please try again."])
    expect(ben.modal()).toEqual([])
    expect(await countRows(j, 'requests')).toBe(0)
    mend()
    await ben.types('offer @ada hello')
    expect(ada.messages()).toHaveLength(1)
  })

  it('a request to somebody whom the app may not see is refused as if they did not exist', async () => {
    const { j, ben } = await scene()
    j.slack.faults.on({ method: 'users.info', kind: 'platform-error', error: 'user_not_visible' })
    await ben.types('offer @ada hello')
    expect(ben.modal()[1]).toBe(":warning: *I couldn't find that member.* Pick them from Slack's list.")
  })

  it('what the app knows about them is good enough, however old', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada hello')
    j.clock.advance(2 * HOUR)
    j.slack.faults.on({ method: 'users.info', kind: 'http-error', status: 503 })
    await ben.types('offer @ada hello again')
    expect(ada.last()).toContain('hello again')
  })
})

it('a Home opened while Slack did not say by whom comes with the event’s next delivery', async () => {
  const { j, ben } = await scene()
  const mend = j.slack.faults.on({ method: 'users.info', kind: 'http-error', status: 503 })
  await ben.openHome()
  expect(ben.member.home()).toBeUndefined()
  expect(j.slack.breaches.map(({ rule }) => rule)).toEqual(['acknowledged with HTTP 500'])
  j.slack.clearLog()
  expect(j.takeErrors().length).toBeGreaterThan(0)
  mend()
  j.clock.advance(MINUTE)
  expect(await j.slack.retryDue()).toBe(1)
  await j.settle()
  expect(ben.home().top[0]).toMatch('Welcome')
})

it('a message that Slack refuses is delivered later, once', async () => {
  const { j, ada, ben } = await scene()
  j.slack.faults.on({ method: 'chat.postMessage', kind: 'http-error', status: 500, times: 2 })
  await ben.types('offer @ada I can help')
  expect(ben.told()[0]).toMatch(/^Sent to @ada\./)
  for (let minutes = 0; minutes < 10 && ada.messages().length === 0; minutes += 1) {
    j.clock.advance(MINUTE)
    await j.settle()
  }
  expect(ada.messages()).toHaveLength(1)
  j.clock.advance(HOUR)
  await j.settle()
  expect(ada.messages()).toHaveLength(1)
  expect(ada.last()).toEqual(expect.arrayContaining(['I can help', '[Accept]', '[Dismiss]']))
})

describe('if Slack does not open a form, a sentence says so in its place, and the next press opens it:', () => {
  it('from a command', async () => {
    const { j, ben } = await scene()
    j.slack.faults.on({ method: 'views.open', kind: 'http-error', status: 500, times: 1 })
    await ben.types('offer')
    expect(ben.told()).toEqual([notAnswered])
    expect(j.takeErrors()).toHaveLength(1)
    await ben.types('offer')
    expect(ben.modal()[0]).toBe('Offer to mentor')
  })

  it('from a card', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    j.slack.faults.on({ method: 'views.open', kind: 'platform-error', error: 'internal_error', times: 1 })
    const card = ada.last()
    await ada.click('Accept')
    expect(ada.told()).toEqual([notAnswered])
    expect(ada.last()).toEqual(card)
    expect(j.takeErrors()).toHaveLength(1)
    await ada.click('Accept')
    expect(ada.modal()[0]).toBe('Book a session')
  })
})

describe('a press that cannot be answered in its place is answered by one message:', () => {
  /** Lets three hours pass, in case anything else is said or sent. */
  const later = async (j: Journey) => {
    for (let minutes = 0; minutes < 180; minutes += 30) {
      j.clock.advance(30 * MINUTE)
      await j.settle()
    }
  }
  const faults = [
    ['429', { kind: 'rate-limited', retryAfterSeconds: 3 }],
    ['500', { kind: 'http-error', status: 500 }],
    ['a refusal', { kind: 'platform-error', error: 'expired_trigger_id' }],
    ['no answer', { kind: 'reset' }],
  ] as const

  it.each(faults)('from Home, on %s', async (_on, fault) => {
    const { j, ada } = await scene()
    await ada.openHome()
    const mend = j.slack.faults.on({ ...fault, method: 'views.open' })
    await ada.clickHome('Offer to mentor')
    expect(ada.messages()).toEqual([[sorry]])
    expect(j.takeErrors()).toHaveLength(1)
    await later(j)
    expect(ada.messages()).toEqual([[sorry]])
    mend()
    await ada.clickHome('Offer to mentor')
    expect(ada.modal()[0]).toBe('Offer to mentor')
  })

  it.each(faults)('from a shortcut, on %s', async (_on, fault) => {
    const { j, ada, ben } = await scene()
    j.slack.faults.on({ ...fault, method: 'views.open', times: 1 })
    await ada.shortcut('request_session')
    expect([ada.messages(), ben.messages()]).toEqual([[[sorry]], []])
    expect(j.takeErrors()).toHaveLength(1)
    await ada.shortcut('request_session')
    expect(ada.modal()[0]).toBe('Request a session')
  })

  it('in a window that is open', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    j.slack.faults.on({ method: 'views.update', kind: 'http-error', status: 500, times: 1 })
    await ada.pick('Tuesday 24 November', '15:00')
    expect(ada.last()).toEqual([sorry])
    expect(j.takeErrors()).toHaveLength(1)
  })

  it('from a card whose response_url fails as well', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    j.slack.faults.on({ method: 'views.open', kind: 'rate-limited', retryAfterSeconds: 3, times: 1 })
    j.slack.faults.on({ method: 'response_url', kind: 'http-error', status: 500, times: 1 })
    await ada.click('Accept')
    expect([ada.told(), ada.last()]).toEqual([[], [sorry]])
    expect(j.takeErrors()).toHaveLength(1)
    await later(j)
    expect(ada.messages()).toHaveLength(2)
  })

  it('from a command, where Slack cannot be reached', async () => {
    const { j, ada } = await scene()
    const mend = j.slack.faults.on({ method: '*', kind: 'reset' })
    await ada.types('offer')
    mend()
    await later(j)
    expect([ada.told(), ada.messages()]).toEqual([[], [[sorry]]])
    expect(j.takeErrors()).toHaveLength(1)
  })

  it('one message covers everything that was pressed while Slack was away', async () => {
    const { j, ada } = await scene()
    await ada.openHome()
    const mend = j.slack.faults.on({ method: '*', kind: 'http-error', status: 503 })
    for (const button of ['Offer to mentor', 'Request a session', 'Offer to mentor']) {
      await ada.clickHome(button)
      j.clock.advance(MINUTE)
    }
    expect(ada.messages()).toEqual([])
    mend()
    await later(j)
    expect(ada.messages()).toEqual([[sorry]])
    expect(j.takeErrors()).toHaveLength(3)
  })
})

it('an apology that may already have been shown in its place is not sent again', async () => {
  const { j, ada, ben } = await scene()
  await ben.types('offer @ada I can help')
  j.slack.faults.on({ method: 'views.open', kind: 'http-error', status: 500, times: 1 })
  j.slack.faults.on({ method: 'response_url', kind: 'lost-reply', times: 1 })
  await ada.click('Accept')
  expect(ada.told()).toEqual([notAnswered])
  expect(ada.messages()).toHaveLength(1)
  expect(j.takeErrors()).toHaveLength(2)
})
