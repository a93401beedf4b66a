import { expect, it } from 'vitest'
import { layHistory } from '../../src/app/lay-history.ts'
import { colleaguesCalendars, connectCalendars, lastReadings } from '../../src/sandbox/first-day/calendars.ts'
import { threeMonths } from '../../src/sandbox/first-day/history.ts'
import { hostOpenSessions, joinOpenSession } from '../../src/sandbox/first-day/open-sessions.ts'
import { colleagues } from '../../src/sandbox/first-day/people.ts'
import { CALENDARS, servedCalendars } from '../../src/sandbox/page-server/served-calendars.ts'
import { actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { feedServer } from '../support/feed-server.ts'

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

it('Two colleagues have connected calendars: one keeps its busy times free, the other could not be read for hours', async () => {
  const j = await journey({ members: [...people, ...colleagues] })
  const calendars = servedCalendars(colleaguesCalendars)
  const server = await feedServer(({ url = '' }, response) => calendars.answer(url, response))
  for (const { owner } of colleaguesCalendars) await actor(j, owner).openHome()
  await connectCalendars(j.slack, server.address(CALENDARS))
  await j.app.readCalendars()
  for (const { owner, fails } of colleaguesCalendars) if (fails) calendars.fail(owner, true)
  const readings = lastReadings(j.slack, j.clock.now())
  await layHistory(await testDatabase())(j.slack.state.team.id, { past: [], readings })
  await j.app.readCalendars()
  await j.settle()

  const jonas = actor(j, 'jonas')
  const offered = async (handle: string) => {
    await jonas.types(`book @${handle}`)
    await jonas.pickDay('2026-11-24')
    const times = jonas.offered().map((time) => time.replace('Tuesday 24 November ', ''))
    await jonas.close()
    return times
  }
  // In winter Lagos has Berlin's time.
  const amaras = await offered('amara')
  expect(amaras.slice(0, 3)).toEqual(['09:00–09:30', '10:00–10:30', '10:30–11:00'])
  expect(amaras.join()).toContain('12:30')
  expect(amaras.join()).not.toMatch(/13:00–|15:00–/)
  const irenas = await offered('irena')
  expect(irenas[0]).toBe('09:00–09:30')
  await jonas.types('book @irena')
  await jonas.pickDay('2026-11-24')
  expect(jonas.marked()[0]).toContain('Calendar not checked since 08:00')
})

it('Three months lie behind it, so that Ada’s report shows how many met, and how that was', async () => {
  const staff = [...people, ...colleagues].map((one) =>
    one.handle === 'ada' ? ({ ...one, admin: 'owner' } as const) : one,
  )
  const j = await journey({ members: staff })
  const past = threeMonths(j.clock.now())
  const took = new Set(past.flatMap(({ mentor, mentee }) => [mentor, mentee]))
  for (const { handle } of colleagues.filter(({ id }) => took.has(id))) await actor(j, handle).openHome()
  await layHistory(await testDatabase())(j.slack.state.team.id, { past, readings: [] })
  const ada = actor(j, 'ada')
  await ada.types('report')
  const [report = []] = ada.messages().filter(([title]) => title?.includes('Mentoring in the last 90 days'))
  const said = report.join('\n')
  for (const line of [
    'Offers and requests sent',
    'Met again',
    'Sessions held',
    'It was great',
    'It was fine',
  ])
    expect(said).toMatch(new RegExp(`${line} \\| \\d+`))
})
