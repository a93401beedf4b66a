import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { countRows } from '../support/rows.ts'

const wentWrong = 'Something went wrong on our side, and nothing was saved. Please try again in a moment.'

const scene = async () => {
  const j = await journey()
  return { j, ada: actor(j, 'ada'), ben: actor(j, 'ben') }
}

describe('while Slack does not say who somebody is', () => {
  test('a request to someone new is refused with a sentence, and sent when it is tried again', async () => {
    const { j, ada, ben } = await scene()
    const mend = j.slack.faults.on({ method: 'users.info', kind: 'http-error', status: 503 })
    for (const typed of ['offer @ada hello', 'book @ada']) {
      await ben.types(typed)
      expect(ben.told()).toEqual(['Slack did not answer in time, so nothing was done. Please try again.'])
    }
    expect(ben.modal()).toEqual([])
    expect(await countRows(j, 'requests')).toBe(0)
    mend()
    await ben.types('offer @ada hello')
    expect(ada.messages()).toHaveLength(1)
  })

  test('what is known of them serves, however old', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada hello')
    j.clock.advance(2 * HOUR)
    j.slack.faults.on({ method: 'users.info', kind: 'http-error', status: 503 })
    await ben.types('offer @ada hello again')
    expect(ada.last()).toContain('hello again')
  })
})

test('a message that Slack does not take is delivered later, once', async () => {
  const { j, ada, ben } = await scene()
  j.slack.faults.on({ method: 'chat.postMessage', kind: 'http-error', status: 500, times: 2 })
  await ben.types('offer @ada I can help')
  expect(ben.told()[0]).toMatch(/^Your offer to mentor @ada is sent\./)
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

describe('a form that Slack does not open is told of in its place, and the next press opens it:', () => {
  test('from a command', async () => {
    const { j, ben } = await scene()
    j.slack.faults.on({ method: 'views.open', kind: 'http-error', status: 500, times: 1 })
    await ben.types('offer')
    expect(ben.told()).toEqual([wentWrong])
    expect(j.takeErrors()).toHaveLength(1)
    await ben.types('offer')
    expect(ben.modal()[0]).toBe('Offer to mentor')
  })

  test('from a card', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada I can help')
    j.slack.faults.on({ method: 'views.open', kind: 'platform-error', error: 'internal_error', times: 1 })
    const card = ada.last()
    await ada.click('Accept')
    expect(ada.told()).toEqual([wentWrong])
    expect(ada.last()).toEqual(card)
    expect(j.takeErrors()).toHaveLength(1)
    await ada.click('Accept')
    expect(ada.modal()[0]).toBe('Book a session')
  })
})
