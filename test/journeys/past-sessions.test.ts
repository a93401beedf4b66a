import { expect, it } from 'vitest'
import { HOUR } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { bookMany, FIRST_SESSION, numbersOf } from '../support/book-many.ts'

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
  await bookMany(j, { mentor: ada, mentee: ben }, 25)
  // The 24th is going on, the 25th is to come.
  j.clock.set(FIRST_SESSION + 23 * HOUR + 60_000)
  await ben.types('sessions')
  expect(numbersOf(ben.told())).toEqual([24, 25])
  await ben.clickEphemeral('Past')
  expect(ben.told()[0]).toBe('Past sessions')
  const pages = [numbersOf(ben.told())]
  while (ben.told().includes('[Older]')) {
    await ben.clickEphemeral('Older')
    pages.push(numbersOf(ben.told()))
  }
  expect(pages).toEqual([down(23, 14), down(13, 4), down(3, 1)])
  await ben.clickEphemeral('Newer')
  expect(numbersOf(ben.told())).toEqual(down(13, 4))
  await ben.clickEphemeral('Upcoming')
  expect(numbersOf(ben.told())).toEqual([24, 25])
  expect(ben.member.ephemerals()).toHaveLength(1)
})

it('a past session is booked again with the same member in the same roles', async () => {
  const { j, ada, ben } = await scene()
  await bookMany(j, { mentor: ada, mentee: ben }, 1)
  j.clock.set(FIRST_SESSION + HOUR)
  // Nothing else is left of it, yet they are no newcomers.
  await ada.openHome()
  expect(ada.home().sessions).toEqual(['No upcoming sessions', '[Past sessions]', '[Subscribe]'])
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
  expect(ben.last()).toContain("@ada is the mentor and you're the mentee")
  expect(ben.home().sessions[0]).toMatch('{2026-11-25T14:00Z}')
})

it('a cancelled session is no past one, and somebody new has none', async () => {
  const { j, ada, ben } = await scene()
  await bookMany(j, { mentor: ada, mentee: ben }, 1)
  await ben.types('sessions')
  await ben.clickEphemeral('Cancel session')
  await ben.submit()
  j.clock.set(FIRST_SESSION + HOUR)
  await ben.types('sessions')
  await ben.clickEphemeral('Past')
  expect(ben.told()).toEqual(['Past sessions', 'No past sessions', '[Upcoming]'])
})

it('says why no other session can be booked with somebody now, in place of the button', async () => {
  const { j, ada, ben } = await scene()
  await bookMany(j, { mentor: ada, mentee: ben }, 1)
  j.clock.set(FIRST_SESSION + HOUR)
  const past = async () => {
    await ben.types('sessions')
    await ben.clickEphemeral('Past')
    return ben.told().slice(3, -1)
  }
  expect(await past()).toEqual(['[Book again]', 'Topic: No. 1'])
  await ada.types('pause')
  expect(await past()).toEqual(['Topic: No. 1', "@ada isn't taking new requests right now."])
  await ada.types('resume')
  await j.slack.changeMember('@ada', { guest: 'multi-channel' })
  expect(await past()).toEqual(['Topic: No. 1', '@ada is a guest here, and mentoring is for full members.'])
})
