import { expect, it } from 'vitest'
import { intent, memberId, workspaceId } from '../../src/domain/ids.ts'
import { HOUR } from '../../src/domain/time/time.ts'
import { idSource } from '../../src/service/act.ts'
import { services } from '../../src/service/services.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { type Actor, actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { profile } from '../support/world.ts'

const START = Date.UTC(2026, 10, 24)

/** Ada mentors Ben at the start of every hour for this many hours, from Tuesday 24 November, 00:00 UTC. */
const bookMany = async ({ clock, slack }: Journey, ada: Actor, ben: Actor, count: number) => {
  const { knex } = await testDatabase()
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} }
  const { book } = services(parts, async (_workspace, id) => profile(id))
  const [workspace, mentor, mentee] = [workspaceId(slack.state.team.id), memberId(ada.id), memberId(ben.id)]
  for (let n = 0; n < count; n += 1) {
    const booked = await book({
      ...{ workspace, actor: mentor, mentor, mentee, topic: `No. ${n + 1}`, origin: null, confirmed: true },
      startsAt: START + n * HOUR,
      intent: intent(`many ${n}`),
    })
    if (booked.outcome !== 'booked') throw new Error(JSON.stringify(booked))
  }
}

const topicsIn = (shown: readonly string[]) =>
  shown.flatMap((line) => /No\. (\d+)$/.exec(line)?.[1] ?? []).map(Number)
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n)

const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  return { j, ada, ben }
}

it('sessions that are over are listed newest first, page by page, there and back, in place of the upcoming ones', async () => {
  const { j, ada, ben } = await scene()
  await bookMany(j, ada, ben, 25)
  // The 24th is going on, the 25th is to come.
  j.clock.set(START + 23 * HOUR + 60_000)
  await ben.types('sessions')
  expect(topicsIn(ben.told())).toEqual([24, 25])
  await ben.clickEphemeral('Past')
  expect(ben.told()[0]).toBe('Past sessions')
  const pages = [topicsIn(ben.told())]
  while (ben.told().includes('[Older]')) {
    await ben.clickEphemeral('Older')
    pages.push(topicsIn(ben.told()))
  }
  expect(pages).toEqual([down(23, 14), down(13, 4), down(3, 1)])
  await ben.clickEphemeral('Newer')
  expect(topicsIn(ben.told())).toEqual(down(13, 4))
  await ben.clickEphemeral('Upcoming')
  expect(topicsIn(ben.told())).toEqual([24, 25])
  expect(ben.member.ephemerals()).toHaveLength(1)
})

it('a past session is booked again with the same member in the same roles', async () => {
  const { j, ada, ben } = await scene()
  await bookMany(j, ada, ben, 1)
  j.clock.set(START + HOUR)
  // Nothing else is left of it, yet they are no newcomers.
  await ada.openHome()
  expect(ada.home().sessions).toEqual(['No upcoming sessions', '[Past sessions]'])
  await ada.types('sessions')
  await ada.clickEphemeral('Past')
  expect(ada.told()).toEqual([
    'Past sessions',
    '*{2026-11-24T00:00Z}–{2026-11-24T00:30Z}* · @ben',
    'You were the mentor',
    '[Book again]',
    'Topic: No. 1',
    '[Upcoming]',
  ])
  await ada.clickEphemeral('Book again')
  await ada.pick('Wednesday 25 November', '15:00')
  await ada.submit()
  expect(ben.last()).toContain("@ada is the mentor, you're the mentee")
  expect(ben.home().sessions[0]).toMatch('{2026-11-25T14:00Z}')
})

it('a cancelled session is no past one, and somebody new has none', async () => {
  const { j, ada, ben } = await scene()
  await bookMany(j, ada, ben, 1)
  await ben.types('sessions')
  await ben.clickEphemeral('Cancel session')
  await ben.submit()
  j.clock.set(START + HOUR)
  await ben.types('sessions')
  await ben.clickEphemeral('Past')
  expect(ben.told()).toEqual(['Past sessions', 'No past sessions', '[Upcoming]'])
})
