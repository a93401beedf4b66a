import { describe, expect, it } from 'vitest'
import { calendarProviders } from '../../src/domain/calendars/reading.ts'
import { HOUR, MINUTE, SECOND } from '../../src/domain/time/time.ts'
import { lostReply, refusal } from '../support/provider-stand-in.ts'
import { writtenInto } from '../support/written-into.ts'

const at = (hour: number) => Date.UTC(2026, 10, 24, hour)

describe.each(calendarProviders)('a calendar at %s that the app may write into', (provider) => {
  it('gets the session, its new time, and loses it when it is cancelled; no file is sent', async () => {
    const { ada, ben, seen, book, files } = await writtenInto(provider)
    await book('08:00')
    expect(seen()).toEqual([[at(13), expect.stringContaining('Ben York')]])
    expect([files(ada), files(ben)]).toEqual([0, 1])

    await ben.click('Reschedule')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    expect(seen()).toEqual([[at(14), expect.stringContaining('Ben York')]])

    await ben.click('Cancel session')
    await ben.submit()
    expect(seen()).toEqual([])
    expect([files(ada), files(ben)]).toEqual([0, 3])
  })

  it('does not say that its owner is busy because of what the app wrote', async () => {
    const { j, ada, ben, book } = await writtenInto(provider)
    await book('08:00')
    await j.app.readCalendars()
    // The session is not in its own way.
    await ada.click('Reschedule')
    await ada.pickFreely(Date.UTC(2026, 10, 24, 13, 15) / SECOND)
    await ada.submit()
    expect(ben.last().join()).toContain('08:15')
    await ben.click('Cancel session')
    await ben.submit()
    await j.app.readCalendars()
    await ben.types('book @ada')
    expect(ben.offered().join()).toContain('Tuesday 24 November 08:00')
  })
})

describe('such a calendar', () => {
  it('has it once, although an answer was lost', async () => {
    const { standIn, seen, book, files, ada, later } = await writtenInto('microsoft')
    standIn.plant(lostReply, { name: 'create' })
    await book('08:00')
    await later(MINUTE)
    expect([seen().length, files(ada)]).toEqual([1, 0])
  })

  it('that refuses for a quarter of an hour is given up for a file, and emptied once it can be', async () => {
    const { standIn, seen, book, files, ada, later } = await writtenInto('google')
    standIn.plant(lostReply, { name: 'insert' })
    await book('08:00')
    standIn.plant(refusal(standIn.refuse(503, 'backendError')), { times: 10 })
    for (let n = 0; n < 12; n++) await later(10 * MINUTE)
    expect(files(ada)).toBe(1)
    await later(HOUR)
    expect(seen()).toEqual([])
  })

  it('whose owner takes the consent back is given up at once', async () => {
    const { standIn, ben, book, files, ada, later } = await writtenInto('google')
    standIn.revoke()
    await book('08:00')
    await later(MINUTE)
    expect(files(ada)).toBe(1)
    await ben.click('Cancel session')
    await ben.submit()
    expect(files(ada)).toBe(2)
  })
  it('that is connected again loses what it still has of a session that is a file by then', async () => {
    const { j, standIn, ben, seen, connect, book, files, ada, later } = await writtenInto('google')
    await book('08:00')
    standIn.revoke()
    await ben.click('Reschedule')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    await later(MINUTE)
    expect([seen().map(([starts]) => starts), files(ada)]).toEqual([[at(13)], 1])
    // What refused to be written is read soon, which says why.
    await j.app.readCalendars()
    await connect(true)
    await later(MINUTE)
    expect([seen(), files(ada)]).toEqual([[], 1])
  })
})
