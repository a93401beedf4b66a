import { expect, it } from 'vitest'
import { HOUR } from '../../src/domain/time/time.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { bookMany, numbersOf } from '../support/book-many.ts'
import { buttonsOf } from '../support/reading.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  return { j, ada, ben }
}

it('neither side is shown a cancelled session as booked, or a moved one at its old time', async () => {
  const { ada, ben } = await scene()
  await ben.types('offer @ada I can help')
  await ada.click('Accept')
  await ada.pick('Tuesday 24 November', '15:00')
  await ada.submit()
  await ada.close()
  const lists = async () => [(await ada.listed()).received, (await ben.listed()).sent]
  for (const list of await lists()) {
    expect(list.join()).toContain('Accepted · session: {2026-11-24T14:00Z}')
  }
  await ada.clickHome('Reschedule')
  await ada.pick('Wednesday 25 November', '15:00')
  await ada.submit()
  await ada.close()
  for (const list of await lists()) {
    expect(list.join()).toContain('Accepted · session: {2026-11-25T14:00Z}')
  }
  await ben.clickHome('Cancel session')
  await ben.submit()
  for (const list of await lists()) {
    expect(list).toContain('Accepted · session cancelled · sent {2026-11-23T10:00Z}')
    expect(list.join()).not.toContain('T14:00Z')
  }
})

const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)

it('forty-two sessions can all be reached from Home and `/mentor sessions`, page by page, there and back', async () => {
  const { j, ada, ben } = await scene()
  await bookMany(j, { mentor: ada, mentee: ben }, 42)
  await ben.openHome()
  // The next one at the top, and three more below.
  expect(numbersOf(ben.home().sessions)).toEqual(upTo(1, 4))
  expect(buttonsOf(ben.home().sessions).at(-3)).toBe('[Show all 42]')

  await ben.clickHome('Show all 42')
  expect(ben.modal()[0]).toBe('Upcoming sessions')
  const pages = [numbersOf(ben.modal())]
  while (ben.modal().includes('[Later]')) {
    await ben.clickModal('Later')
    pages.push(numbersOf(ben.modal()))
  }
  expect(pages).toEqual([upTo(1, 10), upTo(11, 20), upTo(21, 30), upTo(31, 40), upTo(41, 42)])
  await ben.clickModal('Earlier')
  expect(numbersOf(ben.modal())).toEqual(upTo(31, 40))
  // The answer to a press replaces the list.
  await ben.clickModal('Cancel session', { nth: 0 })
  await ben.submit()
  expect(ben.modal()[1]).toMatch(/^Cancelled\./)
  await ben.close()
  expect(buttonsOf(ben.home().sessions).at(-3)).toBe('[Show all 41]')

  await ada.types('sessions')
  const listed = [...numbersOf(ada.told())]
  while (ada.told().includes('[Later]')) {
    await ada.clickEphemeral('Later')
    listed.push(...numbersOf(ada.told()))
  }
  expect(listed).toEqual(upTo(1, 42).filter((n) => n !== 31))
  expect(ada.member.ephemerals()).toHaveLength(1)

  // Every session ended while the page was open: it shows the first page, not an empty one.
  const before = ada.told()
  expect(numbersOf(before)).toEqual([42])
  j.clock.advance(3 * 24 * HOUR)
  await ada.clickEphemeral('Earlier')
  expect(ada.told()).toEqual([
    'Upcoming sessions',
    'No upcoming sessions',
    '[Past]',
    '[Open sessions]',
    '[Subscribe]',
  ])
})

it('Home says which filter and page it shows, and forgets them when it is opened again', async () => {
  const { ada, ben } = await scene()
  for (let n = 1; n <= 6; n += 1) await ben.types(`offer @ada No. ${n}`)
  expect(ada.home().received).not.toContain('[Everything]')
  for (let n = 7; n <= 8; n += 1) await ben.types(`offer @ada No. ${n}`)
  await ada.clickHome('Dismiss', { nth: 0 })
  await ada.choose('Filter Received', 'Dismissed', { on: 'home' })
  expect(ada.home().received).toEqual(expect.arrayContaining(['*Filtered:* 1 of 8', '[Show all]']))

  // A new request comes, which the filter does not show.
  await ben.types('offer @ada No. 9')
  expect(ada.home().received).toEqual([
    '*8 need you*',
    '[Dismissed]',
    '*Filtered:* 1 of 9',
    '[Show all]',
    '@ben offers to mentor you · dismissed · sent {2026-11-23T10:00Z}',
    '[Accept]',
  ])
  await ada.openHome()
  expect(ada.home().received.join()).not.toContain('Filtered')
  expect(numbersOf(ada.home().received)).toEqual([9, 7, 6, 5, 4, 3])

  await ada.clickHome('Older')
  expect(ada.home().received).toEqual(expect.arrayContaining(["You're further down the list.", '[Show all]']))
  await ada.clickHome('Show all')
  expect(numbersOf(ada.home().received)).toEqual([9, 7, 6, 5, 4, 3])
  await ada.clickHome('Older')
  await ada.openHome()
  expect(numbersOf(ada.home().received)).toEqual([9, 7, 6, 5, 4, 3])
})

it('Home shows three of what a member sent, and opens all of it, to page, filter and withdraw', async () => {
  const { ada, ben } = await scene()
  for (let n = 1; n <= 12; n += 1) await ben.types(`offer @ada No. ${n}`)
  await ada.clickHome('Dismiss', { nth: 0 })
  expect(ben.home().sent).toEqual([
    '*12 waiting*',
    ...Array(3).fill(['You offered to mentor @ada · sent {2026-11-23T10:00Z}', '[Withdraw]']).flat(),
    '[Show all 12]',
  ])

  await ben.clickHome('Show all 12')
  expect(ben.modal().slice(0, 2)).toEqual(['Sent', '[Everything]'])
  expect(numbersOf(ben.modal())).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
  await ben.clickModal('Older')
  expect(numbersOf(ben.modal())).toEqual([2, 1])
  await ben.clickModal('Withdraw', { nth: 0 })
  expect(numbersOf(ben.modal())).toEqual([1, 2])
  expect(ben.modal()).toContain('Withdrawn · sent {2026-11-23T10:00Z}')
  expect(ben.home().sent).toEqual(expect.arrayContaining(['*11 waiting*', '[Show all 11]', '[History]']))
  // To its sender a dismissed request is pending, even in a filter's count.
  await ben.choose('Filter Sent', 'Pending')
  expect(ben.modal()).toContain('*Filtered:* 11 of 12')
  await ben.close()

  await ben.clickHome('History')
  expect(ben.modal().slice(0, 2)).toEqual(['History', 'Sent'])
  expect(numbersOf(ben.modal())).toEqual([2])
  await ben.close()
})

it('what was pressed in an open list, and is out of date, is answered above the list as it is now', async () => {
  const { j, ada, ben } = await scene()
  for (let n = 1; n <= 4; n += 1) await ben.types(`offer @ada No. ${n}`)
  await ben.clickHome('Show all 4')
  const seen = structuredClone(ben.member.modal())
  await ada.types('request @ben Yes to all')
  await j.slack.forgeClick('@ben', { view: seen, button: 'Withdraw', nth: 0 })
  await j.settle()
  expect(ben.modal()[1]).toBe(english.refusalText({ outcome: 'refused', reason: 'accepted' }))
  expect(numbersOf(ben.modal())).toEqual([4, 3, 2, 1])
  expect(ben.modal().join()).toContain('Accepted · they sent you a session request')
})

it('requests that were accepted or withdrawn are behind History, whose pages go back to the first', async () => {
  const { ada, ben } = await scene()
  for (let n = 1; n <= 12; n += 1) {
    await ben.types(`offer @ada No. ${n}`)
    await ben.clickHome('Withdraw')
  }
  expect(ada.home().received).toEqual(['Nothing needs you right now.', '[History]'])
  await ada.clickHome('History')
  expect(numbersOf(ada.modal())).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
  await ada.clickModal('Older')
  expect(numbersOf(ada.modal())).toEqual([2, 1])
  await ada.choose('Filter Received', 'Accepted')
  expect(ada.modal()).toEqual(expect.arrayContaining(['*Filtered:* 0 of 12', 'No matches']))
  await ada.clickModal('Show all')
  expect(numbersOf(ada.modal())).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
  expect(ada.member.modals()).toHaveLength(1)
})

it('a session is booked from Home with the mouse alone', async () => {
  const { ada, ben } = await scene()
  await ada.clickHome('Book a session')
  await ada.choose('Who would you like to meet?', '@ben')
  await ada.submit()
  await ada.pick('Tuesday 24 November', '15:00')
  await ada.submit()
  expect(ben.home().sessions[0]).toBe('*{2026-11-24T14:00Z}–{2026-11-24T14:30Z}* · @ada')
})
