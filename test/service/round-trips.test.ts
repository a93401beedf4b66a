import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sessionId } from '../../src/domain/ids.ts'
import { startOfRequests } from '../../src/domain/requests/lists.ts'
import type { Parts } from '../../src/service/act.ts'
import { services } from '../../src/service/services.ts'
import { sealing } from '../../src/store/sealing.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { asUsual } from '../support/as-usual.ts'
import { countedStore } from '../support/counted-store.ts'
import { testDatabase } from '../support/database.ts'
import { type SaidProfile, submitted } from '../support/submitted-profile.ts'
import { account } from '../support/world.ts'
import { directory } from './directory/listed.ts'
import { hosted } from './open-sessions/hosted.ts'
import { anna, ben, cleo, dora, type Scene, scene, TUESDAY_9, TUESDAY_10 } from './scene.ts'

/** The use cases over a store that counts how often it is waited for, and how many statements it runs. */
const counted = async ({ parts }: Scene, more: Pick<Parts, 'calendars'> = {}) => {
  const { store, count } = countedStore(inWorkspace((await testDatabase()).knex))
  const use = services({ ...parts, ...more, inWorkspace: store }, async (_workspace, id) => account(id))
  const cost = async (act: (use: ReturnType<typeof services>) => Promise<unknown>) => {
    Object.assign(count, { waits: 0, statements: 0 })
    await act(use)
    return { ...count }
  }
  return cost
}

/** Calendars can be connected, and nobody has. */
const nobodysCalendars: Pick<Parts, 'calendars'> = {
  calendars: {
    sealing: sealing([{ id: 'k', key: randomBytes(32) }]),
    reach: {
      read: () => Promise.reject(new Error('none is connected')),
      write: async () => ({ done: true }),
      allowPrivate: false,
    },
    providers: {},
    wake: () => {},
  },
}

/** Besides these, `begin` and the walls travel with the first statement, and the commit with the last write. */
describe('the database is waited for', () => {
  const by = ({ workspace }: Scene, actor: typeof anna) => ({ workspace, actor })

  it('twice to send: once for the reads that decide, and once for the writes', async () => {
    const here = await scene()
    const cost = await counted(here)
    const sending = {
      kind: 'offer',
      to: ben,
      message: '',
      contextUrl: null,
      answers: null,
      others: true,
    } as const
    const send = () => cost((use) => use.send({ ...by(here, anna), ...sending, intent: here.intent() }))
    // The first one opens a card.
    expect(await send()).toEqual({ waits: 2, statements: 9 })
    expect(await send()).toEqual({ waits: 2, statements: 8 })
    // One more for the sender's working days, and one for offers that it accepts.
    const asking = { ...sending, kind: 'session_request', intent: here.intent() } as const
    expect(await cost((use) => use.send({ ...by(here, anna), ...asking }))).toEqual({
      waits: 2,
      statements: 11,
    })
  })

  it('twice to dismiss and to withdraw', async () => {
    const here = await scene()
    const cost = await counted(here)
    const { id, card } = await here.offer(anna, ben)
    const dismissal = { ...by(here, ben), target: { card, upTo: 1 } }
    expect(await cost((use) => use.dismiss(dismissal))).toEqual({ waits: 2, statements: 5 })
    expect(await cost((use) => use.withdraw({ ...by(here, anna), request: id }))).toEqual({
      waits: 2,
      statements: 4,
    })
  })

  it('twice to book, which accepts, and three times to move or cancel the session', async () => {
    const here = await scene()
    const cost = await counted(here)
    await here.offer(anna, ben)
    const booking = {
      ...by(here, ben),
      mentor: anna,
      mentee: ben,
      startsAt: TUESDAY_9,
      topic: '',
      origin: null,
    }
    const intent = here.intent()
    expect(await cost((use) => use.book({ ...asUsual, ...booking, intent, confirmed: false }))).toEqual({
      waits: 2,
      statements: 12,
    })
    const { workspace } = here
    const [row] = await here.rows('select id from sessions where workspace_id = :workspace')
    const { session } = { session: String(row?.id) as Awaited<ReturnType<Scene['booked']>>['id'] }
    const move = {
      ...by(here, ben),
      session,
      sequence: 0,
      startsAt: TUESDAY_10,
      minutes: null,
      confirmed: false,
    }
    expect((await cost((use) => use.reschedule(move))).waits).toBe(3)
    expect((await cost((use) => use.cancel({ workspace, actor: anna, session, reason: null }))).waits).toBe(3)
  })

  it('once more to book and to move where calendars can be connected, for those that are asked again', async () => {
    const here = await scene()
    const cost = await counted(here, nobodysCalendars)
    const { workspace } = here
    const pair = { mentor: anna, mentee: ben }
    const booking = { ...by(here, ben), ...pair, startsAt: TUESDAY_9, topic: '', origin: null }
    const intent = here.intent()
    expect(await cost((use) => use.book({ ...asUsual, ...booking, intent, confirmed: false }))).toMatchObject(
      {
        waits: 3,
      },
    )
    const [row] = await here.rows('select id from sessions where workspace_id = :workspace')
    const session = sessionId(String(row?.id))
    const move = { ...by(here, ben), session, sequence: 0, startsAt: TUESDAY_10, minutes: null }
    expect((await cost((use) => use.reschedule({ ...move, confirmed: false }))).waits).toBe(4)
    expect((await cost((use) => use.cancel({ workspace, actor: anna, session, reason: null }))).waits).toBe(3)
  })

  /** The first of them locks the mentor's row, for which everybody else waits who wants a seat of that mentor's. */
  it('twice for a place on a waitlist, three times for a seat, four times to give one up to the next', async () => {
    const here = await hosted()
    const cost = await counted(here)
    const { workspace } = here
    const session = await here.made({ seats: 1 })
    const on = { workspace, session }
    const join = (actor: typeof anna) => cost((use) => use.join({ ...on, actor, note: '' }))
    expect((await join(ben)).waits).toBe(3)
    expect(await join(cleo)).toEqual({ waits: 2, statements: 11 })
    expect(await join(dora)).toEqual({ waits: 2, statements: 11 })
    expect((await cost((use) => use.leave({ ...on, actor: dora }))).waits).toBe(2)
    expect((await cost((use) => use.leave({ ...on, actor: ben }))).waits).toBe(4)
    expect(await here.seated(session)).toEqual([cleo])
  })

  it('no more often for the receipt that makes a second delivery do nothing', async () => {
    const here = await scene()
    const cost = await counted(here)
    const { card } = await here.offer(anna, ben)
    const dismissal = { ...by(here, ben), target: { card, upTo: 1 } }
    const key = `press:${here.intent()}` as Parameters<ReturnType<typeof services>['onceFor']>[0]
    expect(await cost((use) => use.onceFor(key).dismiss(dismissal))).toEqual({ waits: 2, statements: 6 })
  })

  it('five times for a page of the directory, and once more to know topics by what was typed', async () => {
    const listed = await directory({ UGRACE: { mentors: true, helpsWith: ['Compilers'] } })
    const cost = await counted(listed)
    const finding = { ...by(listed, anna), listedAs: 'mentor', topic: null, shown: [] } as const
    // Meet the reader; who they are and what the words name; who is found by it; who those are; when they have time.
    expect(await cost((use) => use.find({ ...finding, words: '' }))).toEqual({ waits: 5, statements: 12 })
    expect((await cost((use) => use.find({ ...finding, words: 'compiler' }))).waits).toBe(6)
  })

  it('once for a Home', async () => {
    const here = await scene()
    const cost = await counted(here)
    await here.offer(anna, ben)
    const home = () => cost((use) => use.screens.home(by(here, ben), () => startOfRequests))
    expect(await home()).toEqual({ waits: 1, statements: 13 })
  })

  it('once for a Home, unless its owner is a listed mentor, who sees whom they could help', async () => {
    const here = await scene()
    const cost = await counted(here)
    const home = () => cost((use) => use.screens.home(by(here, ben), () => startOfRequests))
    const save = (said: SaidProfile) =>
      here.services.saveProfile({ ...by(here, ben), profile: submitted(said) })
    await save({ seeks: true })
    expect(await home()).toEqual({ waits: 1, statements: 13 })
    await save({ mentors: true })
    expect((await home()).waits).toBe(2)
  })
})

describe('a Home that nobody opened', () => {
  it('gets no notice from any act', async () => {
    const here = await scene()
    const { id } = await here.offer(anna, ben)
    await here.dismiss(ben, id)
    await here.booked({ actor: ben, mentor: anna, mentee: ben })
    expect((await here.told()).filter((line) => line.startsWith('home'))).toEqual([])
  })

  it('gets notices from its first opening on', async () => {
    const here = await scene()
    await here.openHome(ben)
    await here.told()
    await here.offer(anna, ben)
    expect((await here.told()).filter((line) => line.startsWith('home'))).toEqual(['home UBEN'])
  })
})
