import { expect, it } from 'vitest'
import { memberId, requestId } from '../../src/domain/ids.ts'
import { actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { buttonsOf } from '../support/reading.ts'

const SENDERS = 250
const LONGEST = 1500

/** Ada has an offer and a session request of maximum length from each of 250 members, stored as sending stores them. */
const crowd = async (j: Journey, receiver: string) => {
  const { knex } = await testDatabase()
  const workspace = j.slack.state.team.id
  const numbers = [...Array(SENDERS).keys()]
  const now = new Date(j.clock.now())
  const sender = (n: number) => memberId(`U0CROWD${String(n).padStart(3, '0')}`)
  await knex('members').insert(
    numbers.map((n) => ({
      workspace_id: workspace,
      id: sender(n),
      name: `crowd ${n}`,
      zone: 'UTC',
      fetched_at: now,
    })),
  )
  const requests = numbers.flatMap((n) =>
    (['offer', 'session_request'] as const).map((kind, k) => ({
      workspace_id: workspace,
      id: requestId(`01a20000-0000-7000-8000-${String(2 * n + k).padStart(12, '0')}`),
      card_id: `01a20000-0000-7000-8001-${String(2 * n + k).padStart(12, '0')}`,
      number: 1,
      kind,
      sender_id: sender(n),
      receiver_id: receiver,
      message: `#${2 * n + k} ${'&'.repeat(LONGEST)}`.slice(0, LONGEST),
      intent: `crowd:${kind}:${n}`,
      sent_at: now,
    })),
  )
  await knex.batchInsert(
    'cards',
    requests.map(({ workspace_id, card_id: id, kind, sender_id, receiver_id }) => ({
      ...{ workspace_id, id, kind, sender_id, receiver_id },
    })),
    100,
  )
  await knex.batchInsert('requests', requests, 100)
}

const numbersIn = (list: readonly string[]) =>
  list.flatMap((line) => {
    const found = /^#(\d+) /.exec(line)?.[1]
    return found === undefined ? [] : [Number(found)]
  })

const down = (from: number, count: number, step = 1) => [...Array(count).keys()].map((n) => from - step * n)

it('a receiver with 500 of the longest requests pages and filters through them, on Home and in a message', async () => {
  const j = await journey()
  const ada = actor(j, 'ada')
  await ada.openHome()
  await crowd(j, ada.id)

  // The local Slack refuses anything beyond Slack's limits; the end of the journey asserts that nothing was.
  await ada.openHome()
  expect(ada.home().received[0]).toBe('*99+ need you*')
  const shown = numbersIn(ada.home().received)
  expect(shown).toEqual(down(499, shown.length))
  expect(shown.length).toBeGreaterThan(3)
  expect(buttonsOf(ada.home().received).at(-1)).toBe('[Older]')
  expect(ada.home().received).not.toContain('[Newer]')

  await ada.clickHome('Older')
  expect(numbersIn(ada.home().received)).toEqual(down(499 - shown.length, shown.length))
  await ada.clickHome('Older')
  expect(numbersIn(ada.home().received)[0]).toBe(499 - 2 * shown.length)
  await ada.clickHome('Newer')
  expect(numbersIn(ada.home().received)).toEqual(down(499 - shown.length, shown.length))

  await ada.choose('Filter Received', 'Pending offers', { on: 'home' })
  expect(numbersIn(ada.home().received)).toEqual(down(498, shown.length, 2))
  await ada.choose('Filter Received', 'Dismissed', { on: 'home' })
  expect(ada.home().received).toContain('No matches')

  await ada.types('requests')
  const listed = numbersIn(ada.told())
  expect(listed).toEqual(down(499, listed.length))
  let seen = [...listed]
  for (let page = 0; page < 3; page += 1) {
    await ada.clickEphemeral('Older')
    seen = [...seen, ...numbersIn(ada.told())]
  }
  expect(seen).toEqual(down(499, 4 * listed.length))
  expect(ada.member.ephemerals()).toHaveLength(1)

  // Once dismissed, it moves behind everything pending: the page keeps its place and fills up.
  await ada.clickEphemeral('Dismiss', { nth: 0 })
  expect(numbersIn(ada.told())).not.toContain(seen.at(-listed.length))
  await ada.choose('Filter Received', 'Dismissed', { on: 'home' })
  const number = seen.at(-listed.length) ?? 0
  const sender = `U0CROWD${String(Math.floor(number / 2)).padStart(3, '0')}`
  expect(ada.home().received.filter((line) => line.includes('dismissed'))).toEqual([
    expect.stringMatching(sender),
  ])
})
