import { describe, expect, it } from 'vitest'
import { type CalendarProvider, calendarProviders } from '../../src/domain/calendars/reading.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { createBrowser } from '../support/browser.ts'
import { EVENTS_OWNED, FREEBUSY, googleStandIn } from '../support/google-stand-in.ts'
import { microsoftStandIn, READ_BASIC, READ_WRITE } from '../support/microsoft-stand-in.ts'
import { testClock } from '../support/world.ts'

const NAMES = { google: 'Google Calendar', microsoft: 'Outlook calendar' } as const
const COMPANIES = { google: 'Google', microsoft: 'Microsoft' } as const
const SCOPES = { google: [FREEBUSY, EVENTS_OWNED], microsoft: [READ_BASIC, READ_WRITE] } as const

/** Tuesday 24 November, 15:00–16:00 in Berlin, 09:00–10:00 in New York. */
const MEETING = Date.UTC(2026, 10, 24, 14)

const standIns = { google: googleStandIn, microsoft: microsoftStandIn } as const

/** The provider with one meeting in its calendar, whose times are those of the journey's clock. */
const peer = async (provider: CalendarProvider, now: () => Instant) => {
  const standIn = await standIns[provider]({ now })
  const meet = (start: Instant) =>
    'meetings' in standIn
      ? void standIn.meetings.push({ start, end: start + HOUR })
      : standIn.add(start, start + HOUR)
  return { standIn, meet }
}

const scene = async (provider: CalendarProvider) => {
  const time = { now: testClock().now }
  const { standIn, meet } = await peer(provider, () => time.now())
  const j = await journey({
    calendars: { clients: { [provider]: { ...standIn.client, places: standIn.places } } },
  })
  time.now = j.clock.now
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  for (const member of [ada, ben]) await member.openHome()
  const browser = () => createBrowser({ clock: j.clock })
  const read = async () => {
    await j.app.readCalendars()
    await j.settle()
  }
  const connect = async (how: { writes?: boolean } = {}) => {
    const page = await browser().open(await linkOf(ada))
    const done = await page.press(`Continue to ${COMPANIES[provider]}`, how.writes ? { writes: ['on'] } : {})
    await j.settle()
    return done
  }
  return { j, ada, ben, standIn, meet, browser, read, connect }
}

/** The address behind the provider's button in the open form. */
const linkIn = (member: Actor): string => {
  const [url] = /https?:[^"]*calendars\/connect[^"]*/.exec(JSON.stringify(member.member.modal())) ?? []
  if (!url) throw new Error('no button leads to a provider')
  return url
}

/** The same, from Home. */
const linkOf = async (member: Actor): Promise<string> => {
  await member.clickHome(
    member.home().availability.includes('[Connect a calendar]') ? 'Connect a calendar' : 'Your calendars',
  )
  if (!JSON.stringify(member.member.modal()).includes('calendars/connect'))
    await member.clickModal('Connect a calendar')
  const url = linkIn(member)
  await member.close()
  return url
}

describe.each(calendarProviders)('a calendar at %s', (provider) => {
  const name = NAMES[provider]

  it('is connected by its owner’s consent, read, asked again at booking, and named nowhere', async () => {
    const { ada, ben, standIn, meet, read, connect } = await scene(provider)
    meet(MEETING)
    const done = await connect()
    expect([done.status, done.title]).toEqual([200, expect.stringContaining(`Your ${name} is connected`)])
    expect(ada.home().availability).toContain(`${name} · being read`)
    await read()
    expect(ada.home().availability).toContain(`${name} · checked {2026-11-23T10:00Z}`)

    await ben.types('book @ada')
    expect(ben.offered().join()).not.toContain('Tuesday 24 November 09:00')
    await ben.pick('Tuesday 24 November', '08:00')
    meet(MEETING - HOUR)
    await ben.submit()
    expect(ben.offered().join()).not.toContain('Tuesday 24 November 08:00')
    expect(ben.modal().join()).not.toContain('Secret')
    await ben.pick('Tuesday 24 November', '07:00')
    await ben.submit()
    expect(ada.last()[0]).toContain('booked')
    expect(standIn.asked.filter((one) => one === 'token')).toHaveLength(1)

    await ada.clickHome('Your calendars')
    await ada.clickModal('Disconnect')
    expect(ada.modal()).toContain('[Connect a calendar]')
  })

  it('is not connected if its owner says no, or leaves out what is needed', async () => {
    const { ada, standIn, connect } = await scene(provider)
    standIn.owner.consents = false
    expect((await connect()).title).toContain('Nothing was connected')
    standIn.owner.consents = true
    standIn.owner.allows = (scope) => !SCOPES[provider].some((one) => one === scope)
    expect((await connect()).title).toContain('Nothing was connected')
    expect(ada.home().availability).toContain('[Connect a calendar]')
    // At Google, leave to write says nothing of when its owner is busy.
    const [, writing] = SCOPES[provider]
    standIn.owner.allows = (scope) => scope === writing || scope === 'offline_access'
    const { title } = await connect({ writes: true })
    expect(title.includes('Nothing was connected')).toBe(provider === 'google')
  })

  it('is written into only if its owner ticks it, and leaves it ticked at the provider', async () => {
    const { ada, standIn, connect } = await scene(provider)
    const [, writing] = SCOPES[provider]
    expect((await connect({ writes: true })).html).toContain('your sessions come into your calendar')
    standIn.owner.allows = (scope) => scope !== writing
    const done = await connect({ writes: true })
    expect(done.html).not.toContain('your sessions come into your calendar')
    await ada.clickHome('Your calendars')
    expect(ada.modal().join('\n').split(name)).toHaveLength(2)
  })

  it('cannot be connected by a link that is over or changed, in another browser, without cookies, or past the form', async () => {
    const { j, ada, browser, standIn } = await scene(provider)
    const link = await linkOf(ada)
    expect((await browser().open(link)).html).toContain('Ada Berlin')
    expect(standIn.asked).toEqual([])
    const press = `Continue to ${COMPANIES[provider]}`
    const withoutCookies = createBrowser({ clock: j.clock, keepsCookies: false })
    expect((await (await withoutCookies.open(link)).press(press)).title).toContain("That didn't work")

    const changed = link.replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA'))
    expect((await browser().open(changed)).title).toContain('This link is over')
    const past = await fetch(link.replace('/connect?', '/go?'), {
      headers: { 'sec-fetch-site': 'cross-site' },
      redirect: 'manual',
    })
    expect([past.status, await past.text()]).toEqual([200, expect.stringContaining('Ada Berlin')])

    // The way back of one browser, in another.
    const went = await fetch(link.replace('/connect?', '/go?'), { redirect: 'manual' })
    const back = await fetch(went.headers.get('location') ?? '', { redirect: 'manual' })
    const elsewhere = await browser().open(back.headers.get('location') ?? '')
    expect(elsewhere.title).toContain("That didn't work")

    j.clock.advance(HOUR)
    expect((await browser().open(link)).title).toContain('This link is over')
    expect(ada.home().availability).toContain('[Connect a calendar]')
  })

  it('gets new access by itself, once for all who need it at the same time', async () => {
    const { j, ada, standIn, read, connect } = await scene(provider)
    await connect()
    await read()
    j.clock.advance(2 * HOUR)
    const mentees = ['ben', 'chandra', 'dana'].map((handle) => actor(j, handle))
    for (const [n, mentee] of mentees.entries()) {
      await mentee.types('book @ada')
      await mentee.choose('booking.pick_day', `2026-11-${25 + n}`)
      const [, day = '', time = ''] = /^(.*?) (\d\d:\d\d)/.exec(mentee.offered()[0] ?? '') ?? []
      await mentee.pick(day, time)
    }
    // Each booking asks, and so does the worker.
    await Promise.all([...mentees.map((mentee) => mentee.member.submit()), j.app.readCalendars()])
    await j.settle()
    expect(ada.messages().filter((lines) => lines.join().includes('booked'))).toHaveLength(3)
    expect(standIn.asked.filter((one) => one === 'token')).toHaveLength(2)
    j.clock.advance(DAY)
    await read()
    expect(standIn.asked.filter((one) => one === 'token')).toHaveLength(3)
  })

  it('whose consent was taken back says so once, and is whole when it is connected again', async () => {
    const { j, ada, ben, standIn, meet, browser, read, connect } = await scene(provider)
    await connect()
    await read()
    standIn.revoke()
    for (let n = 0; n < 4; n += 1) {
      j.clock.advance(16 * MINUTE)
      await read()
    }
    const said = ada.messages().filter((lines) => lines.join().includes("can't be read"))
    expect(said).toHaveLength(1)
    expect(said.flat()).toContain('[Connect again]')
    await ada.openHome()
    expect(ada.home().availability.join()).toContain(`:warning: ${name}`)

    meet(MEETING)
    await ada.click('Connect again')
    expect(ada.modal().join()).toContain(`[${name}]`)
    const link = linkIn(ada)
    await ada.close()
    await (await browser().open(link)).press(`Continue to ${COMPANIES[provider]}`)
    await read()
    expect(ada.home().availability.join()).not.toContain(':warning:')
    await ben.types('book @ada')
    expect(ben.offered().join()).not.toContain('Tuesday 24 November 09:00')
  })
})

it('a client whose secret is wrong connects nothing, and whoever runs the server reads why', async () => {
  const standIn = await googleStandIn(testClock())
  const client = { clientId: standIn.client.clientId, clientSecret: 'wrong', places: standIn.places }
  const j = await journey({ calendars: { clients: { google: client } } })
  const ada = actor(j, 'ada')
  await ada.openHome()
  const page = await createBrowser({ clock: j.clock }).open(await linkOf(ada))
  expect((await page.press('Continue to Google')).title).toContain("That didn't work")
  expect(j.log.filter(({ level }) => level === 'warn').map(({ what }) => what)).toEqual([
    [{ provider: 'google', why: 'invalid_client' }, 'a calendar was not connected'],
  ])
})

it('no provider is offered where the operator registered the app with none', async () => {
  const j = await journey()
  const ada = actor(j, 'ada')
  await ada.openHome()
  await ada.clickHome('Connect a calendar')
  expect(ada.modal().join()).not.toMatch(/\[(Google|Outlook)/)
})
