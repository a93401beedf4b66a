import { expect, it, onTestFinished } from 'vitest'
import { actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { countRows } from '../support/rows.ts'

const wentWrong = 'Something went wrong on my side, and nothing was saved. Please try again in a moment.'

/** Makes the database refuse every notice of this workspace from now on: the last thing that an act writes. */
const breakNotices = async ({ slack }: Journey) => {
  const { knex } = await testDatabase()
  const name = `broken_${slack.state.team.id.toLowerCase()}`
  await knex.raw(`
    create function ${name}() returns trigger language plpgsql as $$
    begin raise exception 'the disk is full'; end $$;
    create trigger ${name} before insert on deliveries for each row
      when (new.workspace_id = '${slack.state.team.id}') execute function ${name}();`)
  const mend = () => knex.raw(`drop function if exists ${name} cascade`)
  onTestFinished(async () => void (await mend()))
  return mend
}

const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  return {
    j,
    ada,
    ben,
    tables: () =>
      Promise.all((['requests', 'cards', 'sessions'] as const).map((table) => countRows(j, table))),
  }
}

it('when the database refuses, a command says so and leaves nothing behind', async () => {
  const { j, ada, ben, tables } = await scene()
  const mend = await breakNotices(j)
  await ben.types('offer @ada I can help')
  expect(ben.told()).toEqual([wentWrong])
  expect(await tables()).toEqual([0, 0, 0])
  expect(ada.messages()).toEqual([])
  expect(j.takeErrors()).toHaveLength(1)

  await mend()
  await ben.types('offer @ada I can help')
  expect(ada.messages()).toHaveLength(1)
})

it('when the database refuses, a button says so and nothing changes', async () => {
  const { j, ada, ben } = await scene()
  await ben.types('offer @ada I can help')
  const before = [ada.messages(), ada.home()]
  const mend = await breakNotices(j)
  await ada.click('Dismiss')
  expect(ada.told()).toEqual([wentWrong])
  await ada.clickHome('Dismiss')
  expect(ada.modal()).toEqual(['Mentorship', wentWrong, '[Close]'])
  expect([ada.messages(), ada.home()]).toEqual(before)
  expect(j.takeErrors()).toHaveLength(2)

  await mend()
  await ada.click('Dismiss')
  expect(ada.last().at(-1)).toBe('[Accept]')
})

it('when the database refuses, a form stays open with what was typed, and books once it is mended', async () => {
  const { j, ada, ben, tables } = await scene()
  await ben.types('offer @ada I can help')
  await ada.click('Accept')
  await ada.pick('Tuesday 24 November', '15:00')
  await ada.fill('Topic', 'Indexes')
  const mend = await breakNotices(j)
  const { failure } = await ada.submit()
  expect(failure).toBe('http_service_error')
  expect(ada.modal()).toEqual(
    expect.arrayContaining(['We had some trouble connecting. Try again?', 'Topic: Indexes', '[Book]']),
  )
  expect(await tables()).toEqual([1, 1, 0])
  expect(ada.last()).toEqual(expect.arrayContaining(['[Accept]', '[Dismiss]']))
  expect(ben.messages()).toEqual([])
  expect(j.takeErrors().length).toBeGreaterThan(0)
  expect(j.slack.breaches.map(({ rule }) => rule)).toEqual(['acknowledged with HTTP 500'])
  j.slack.clearLog()

  await mend()
  await ada.submit()
  expect(ada.modal()[1]).toMatch(/^You're booked with /)
  expect(await tables()).toEqual([1, 1, 1])
  expect(ben.messages()).toHaveLength(1)
})
