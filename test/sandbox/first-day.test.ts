import { expect, it } from 'vitest'
import { hostOpenSessions, joinOpenSession } from '../../src/sandbox/first-day/open-sessions.ts'
import { colleagues } from '../../src/sandbox/first-day/people.ts'
import { actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'

it('The sandbox opens with a full session in the channel, two who wait for it, and one with room', async () => {
  const j = await journey({ members: [...people, ...colleagues] })
  await hostOpenSessions(j.slack, j.clock)
  await j.settle()
  await joinOpenSession(j.slack)
  j.clock.advance(1_000)
  await j.settle()
  const [bjorn, noah, ada] = [actor(j, 'bjorn'), actor(j, 'noah'), actor(j, 'ada')]
  expect(ada.in('#lunch-and-learn').last()).toEqual([
    '*@bjorn invites everyone to an open session*',
    '*{2026-11-26T14:00Z}–{2026-11-26T15:00Z}*',
    'Session: Your first months as a team lead',
    expect.stringContaining('Bring one of yours.'),
    expect.stringContaining('All 2 seats are taken.'),
    '[Join]',
  ])
  expect(bjorn.messages().at(-1)).toEqual(
    expect.arrayContaining(['*Who comes:* @jonas, @kavya', '*On the waitlist:* 2 people']),
  )
  expect(noah.last()[0]).toBe("*You're waiting for a seat* in @bjorn's open session")
  await ada.openHome()
  expect(ada.home().open.join()).toContain('6 of 6 seats left')
})
