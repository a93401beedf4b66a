import { describe, expect, it } from 'vitest'
import { calendarProviders } from '../../src/domain/calendars/reading.ts'
import { MINUTE } from '../../src/domain/time/time.ts'
import { lostReply, refusal } from '../support/provider-stand-in.ts'
import { countRows } from '../support/rows.ts'
import { writtenInto } from '../support/written-into.ts'

type Scene = Awaited<ReturnType<typeof writtenInto>>

const disconnect = async ({ ada }: Scene) => {
  await ada.clickHome('Your calendars')
  await ada.clickModal('Disconnect')
  await ada.close({ all: true })
}

const reschedule = async ({ ben }: Scene) => {
  await ben.click('Reschedule')
  await ben.pick('Tuesday 24 November', '09:00')
  await ben.submit()
}

const leftovers = ({ ada }: Scene) => ada.messages().filter(([first]) => first?.includes('may still be in'))
/** What it takes to reach calendars that were disconnected. */
const kept = ({ j }: Scene) => countRows(j, 'disconnected_calendars')

describe.each(calendarProviders)('a calendar at %s into which sessions were put', (provider) => {
  it('loses those ahead when its owner disconnects it, also if an answer is lost; what changes then comes as a file', async () => {
    const scene = await writtenInto(provider)
    const { ada, seen, book, files, standIn, later } = scene
    await book('08:00')
    standIn.plant(lostReply, { name: 'delete' })
    await disconnect(scene)
    await later(MINUTE)
    expect([seen(), files(ada), leftovers(scene), await kept(scene)]).toEqual([[], 0, [], 0])
    await reschedule(scene)
    expect([seen(), files(ada)]).toEqual([[], 1])
  })

  it('loses those ahead when another account is connected in its place, which gets them', async () => {
    const scene = await writtenInto(provider)
    const { ada, seen, connect, book, files, standIn, later } = scene
    await book('08:00')
    await book('10:00')
    standIn.owner.account = 'another'
    standIn.plant(lostReply, { name: 'delete' })
    await connect(true)
    await later(MINUTE)
    expect([seen().length, seen('another').length, files(ada), leftovers(scene)]).toEqual([0, 2, 0, []])
    expect(await kept(scene)).toBe(0)
    await reschedule(scene)
    await book('07:00')
    expect([seen().length, seen('another').length, files(ada)]).toEqual([0, 3, 0])
  })

  it('has each once after the same account was connected again', async () => {
    const { seen, connect, book, files, ada } = await writtenInto(provider)
    await book('08:00')
    const before = seen()
    await connect(true)
    expect([seen(), files(ada)]).toEqual([before, 0])
  })

  it('whose owner took the consent back has its sessions, once it or another account is connected', async () => {
    const scene = await writtenInto(provider)
    const { j, seen, connect, book, files, ada, standIn } = scene
    await book('08:00')
    const before = seen()
    for (const account of [standIn.owner.account, 'another']) {
      standIn.revoke()
      j.clock.advance(16 * MINUTE)
      await j.app.readCalendars()
      standIn.owner.account = account
      await connect(true)
      expect([seen(account), files(ada), leftovers(scene)]).toEqual([before, 0, []])
    }
  })

  it('loses them after its access has ended, too', async () => {
    const scene = await writtenInto(provider)
    const { j, seen, book, standIn } = scene
    await book('08:00')
    j.clock.advance(61 * MINUTE)
    await disconnect(scene)
    expect([seen(), standIn.asked.filter((one) => one === 'token').length]).toEqual([[], 2])
  })
})

describe('such a calendar that is disconnected', () => {
  it('and refuses for a quarter of an hour is forgotten all the same, and its owner is told once what may be left', async () => {
    const scene = await writtenInto('google')
    const { ada, seen, book, standIn, later } = scene
    await book('08:00')
    standIn.plant(refusal(standIn.refuse(503, 'backendError')), { times: 100 })
    await disconnect(scene)
    await later(10 * MINUTE)
    expect([leftovers(scene).length, await kept(scene)]).toEqual([0, 1])
    for (let n = 0; n < 4; n++) await later(4 * MINUTE)
    expect(leftovers(scene)).toEqual([
      [
        "*Sessions may still be in the Google Calendar that you disconnected or replaced.* It didn't let me take out those ahead: please delete them there yourself.",
      ],
    ])
    expect([seen().length, await kept(scene)]).toEqual([1, 0])
    expect(ada.home().availability).toContain('[Connect a calendar]')
  })

  it('and wants to be left alone for longer than that is not waited for', async () => {
    const scene = await writtenInto('microsoft')
    const { book, standIn, later } = scene
    await book('08:00')
    const limited = { ...standIn.refuse(429, 'TooManyRequests'), headers: { 'retry-after': '3600' } }
    standIn.plant(refusal(limited), { times: 100 })
    await disconnect(scene)
    await later(14 * MINUTE)
    expect(leftovers(scene)).toEqual([])
    await later(MINUTE)
    expect([leftovers(scene).length, await kept(scene)]).toEqual([1, 0])
  })

  it('after its owner took the consent back is forgotten at once', async () => {
    const scene = await writtenInto('google')
    const { book, standIn } = scene
    await book('08:00')
    standIn.revoke()
    await disconnect(scene)
    expect([leftovers(scene).length, await kept(scene)]).toEqual([1, 0])
  })

  it('and fails half-way goes on with the rest', async () => {
    const scene = await writtenInto('google')
    const { seen, book, standIn, later } = scene
    await book('08:00')
    await book('09:00')
    standIn.plant(refusal(standIn.refuse(503, 'backendError')), { name: 'delete', after: 1 })
    await disconnect(scene)
    expect(seen()).toHaveLength(1)
    await later(MINUTE)
    expect([seen(), standIn.asked.filter((one) => one === 'delete').length]).toEqual([[], 3])
  })

  it('and connected again before it was emptied gets no session that is about to be taken out', async () => {
    const scene = await writtenInto('google')
    const { ada, seen, connect, book, files, standIn, later } = scene
    await book('08:00')
    standIn.plant(refusal(standIn.refuse(503, 'backendError')), { name: 'delete' })
    await disconnect(scene)
    await connect(true)
    await reschedule(scene)
    await later(5 * MINUTE)
    expect([seen(), files(ada), await kept(scene)]).toEqual([[], 1, 0])
    await book('10:00')
    expect([seen().length, files(ada)]).toEqual([1, 1])
  })
})

it('connecting it again without leave to write takes sessions ahead out by the leave that there was', async () => {
  const scene = await writtenInto('microsoft')
  const { ada, seen, connect, book, files } = scene
  await book('08:00')
  await connect(false)
  expect([seen(), ada.home().availability.join().split('Outlook calendar').length]).toEqual([[], 2])
  await reschedule(scene)
  expect([seen(), files(ada)]).toEqual([[], 1])
})

it('the calendars of a member who leaves Slack are emptied, and asked nothing any more', async () => {
  const scene = await writtenInto('google')
  const { j, seen, book, standIn } = scene
  await book('08:00')
  await j.slack.changeMember('@ada', { deactivated: true })
  await j.settle()
  expect([seen(), await kept(scene)]).toEqual([[], 0])
  const asked = standIn.asked.length
  j.clock.advance(16 * MINUTE)
  await j.app.readCalendars()
  expect(standIn.asked.length).toBe(asked)
})

it('a workspace that removes the app leaves nothing by which a calendar could be reached', async () => {
  const scene = await writtenInto('google')
  const { j, book, standIn } = scene
  await book('08:00')
  standIn.plant(refusal(standIn.refuse(503, 'backendError')), { times: 100 })
  await disconnect(scene)
  expect(await kept(scene)).toBe(1)
  await j.slack.uninstall()
  expect(await kept(scene)).toBe(0)
})

it('what tells that a consent is over says what becomes of the sessions in that calendar', async () => {
  const { j, ada, book, standIn, later } = await writtenInto('google')
  await book('08:00')
  standIn.revoke()
  for (let n = 0; n < 2; n++) {
    await later(16 * MINUTE)
    await j.app.readCalendars()
  }
  await j.settle()
  expect(ada.messages().flat().join('\n')).toContain('Sessions that I put into it stay there as they are')
})
