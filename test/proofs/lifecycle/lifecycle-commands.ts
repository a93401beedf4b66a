import fc from 'fast-check'
import { expect } from 'vitest'
import type { Tx } from '../../../src/store/sql/tx.ts'
import type { Booking, Kind, LifecycleModel, Name, Role, Time } from './lifecycle-model.ts'
import { type List, look, type Narrowed, pagesOf, pictureOf, walk } from './lifecycle-picture.ts'
import { HOME_OPENED, type Real } from './lifecycle-real.ts'

type Command = fc.AsyncCommand<LifecycleModel, Real>

/** Who takes part in a step, and what it does to model and services, which must agree. */
type Step = {
  members: readonly Name[]
  /** The sender of a dismissed request, who may be told and shown nothing. */
  unaware?: Name | undefined
  expected: () => string
  act: () => Promise<string>
}

const command = (says: string, step: (model: LifecycleModel, real: Real) => Step): Command => ({
  check: () => true,
  toString: () => says,
  run: async (model, real) => {
    const { members, unaware, expected, act } = step(model, real)
    const [before, cardsBefore, listsBefore] = [pictureOf(model), cards(model), lists(model, members)]
    const wanted = expected()
    const dismissedFrom = wanted.startsWith('dismissed') ? unaware : undefined
    const seen = dismissedFrom && (await real.read((tx) => real.seenBy(tx, dismissedFrom)))
    expect(await act()).toBe(wanted)

    await real.read(async (tx) => {
      const { picture, told } = await look(tx, real)
      expect(picture).toEqual(pictureOf(model))
      const notices = told.map((notice) => `${notice.kind} to ${notice.to}`)
      if (JSON.stringify(picture) === JSON.stringify(before)) return expect(notices).toEqual([])

      if (dismissedFrom) {
        expect(await real.seenBy(tx, dismissedFrom)).toBe(seen)
        expect(told.filter(({ to }) => to === dismissedFrom)).toEqual([])
      }
      // Every card whose requests changed is redrawn, and so is the Home of everyone who may know.
      const drawn = told.flatMap((notice) =>
        notice.kind === 'card' ? real.ids.cards.indexOf(notice.card) : [],
      )
      expect(drawn).toEqual(expect.arrayContaining(changed(cardsBefore, cards(model))))
      const homes = members.filter((member) => member !== dismissedFrom && HOME_OPENED.includes(member))
      expect(notices).toEqual(expect.arrayContaining(homes.map((member) => `home to ${member}`)))
      // Nothing else changed, so only these lists can have changed.
      for (const list of changed(listsBefore, lists(model, members))) {
        await listAgrees(model, real, tx, list)
      }
    })
  },
})

const cards = (model: LifecycleModel) => {
  const groups = new Map<number, string>()
  for (const { card, status, withdrawn } of model.requests) {
    groups.set(card, `${groups.get(card) ?? ''} ${status} ${withdrawn}`)
  }
  return groups
}

const changed = <Key>(before: ReadonlyMap<Key, string>, after: ReadonlyMap<Key, string>) =>
  [...after].filter(([key, state]) => before.get(key) !== state).map(([key]) => key)

const lists = (model: LifecycleModel, members: readonly Name[]) =>
  new Map(
    members.flatMap((member) =>
      (['received', 'sent'] as const).map((side): [List, string] => [
        `${member} ${side}`,
        JSON.stringify(model.list(side, member)),
      ]),
    ),
  )

const all: Narrowed = { kind: null, state: null }
const filters: readonly Narrowed[] = [
  { kind: 'offer', state: null },
  { kind: 'session_request', state: 'accepted' },
  { kind: null, state: 'pending' },
  { kind: null, state: 'withdrawn' },
]

const listAgrees = async (model: LifecycleModel, real: Real, tx: Tx, list: List, filter = all) => {
  const { forth } = await walk(tx, list, filter, 3, false)
  expect([list, filter, forth]).toEqual([list, filter, pagesOf(model, real, list, filter, 3)])
}

/** At the end of a run: reads every list longer than a page there and back, each with another filter. */
export const everythingAgrees = (model: LifecycleModel, real: Real): Promise<void> =>
  real.read(async (tx) => {
    const full = [...lists(model, ['A', 'B', 'C', 'D'])].filter(([, lines]) => lines !== '[]')
    for (const [list, lines] of full) {
      const wanted = pagesOf(model, real, list, all, 2)
      if (wanted.length > 1) {
        const { forth, back } = await walk(tx, list, all, 2, true)
        expect([list, forth]).toEqual([list, wanted])
        expect([list, back?.flat()]).toEqual([list, forth.flat()])
      }
      if (list.endsWith('received') && lines.includes('"dismissed"')) {
        await listAgrees(model, real, tx, list, { kind: null, state: 'dismissed' })
      }
    }
    const turn = model.requests.length + model.sessions.length
    const [list] = full[turn % full.length] ?? ['D sent']
    await listAgrees(model, real, tx, list, filters[turn % filters.length])
  })

const DAY = 86_400_000
const tuesday = Date.UTC(2026, 10, 24)
const at = (day: number, time: string) => tuesday + day * DAY + Date.parse(`1970-01-01T${time}Z`)

/** The clock starts at Monday 10:00. */
const times: Record<string, Time> = {
  'Tuesday 09:00': { at: at(0, '09:00'), slot: 'on', waking: true },
  'Tuesday 09:30': { at: at(0, '09:30'), slot: 'on', waking: true },
  'Tuesday 09:15': { at: at(0, '09:15'), slot: 'off_grid', waking: true },
  'Tuesday 19:45': { at: at(0, '19:45'), slot: 'outside_hours', waking: false },
  'Wednesday 07:00': { at: at(1, '07:00'), slot: 'outside_hours', waking: false },
  'Wednesday 16:30': { at: at(1, '16:30'), slot: 'on', waking: true },
  'Monday 09:30': { at: at(-1, '09:30'), slot: 'on', waking: true },
  'Monday 15:00': { at: at(-1, '15:00'), slot: 'on', waking: true },
  'Tuesday in five weeks': { at: at(35, '10:00'), slot: 'on', waking: true },
  'Tuesday in two years': { at: at(728, '10:00'), slot: 'on', waking: true },
}

const name = fc.constantFrom<Name>('A', 'B', 'C', 'D')
const pair = fc.oneof(
  { weight: 4, arbitrary: fc.constant(['A', 'B'] as const) },
  { weight: 3, arbitrary: fc.constant(['B', 'A'] as const) },
  { weight: 1, arbitrary: fc.constantFrom(['A', 'C'] as const, ['C', 'A'] as const) },
  { weight: 1, arbitrary: fc.tuple(name, name).filter(([one, other]) => one !== other) },
)
const kind = fc.constantFrom<Kind>('offer', 'session_request')
const nth = fc.nat(11)
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const time = fc.constantFrom(
  ...Object.keys(times),
  ...['Tuesday 09:00', 'Tuesday 09:00', 'Tuesday 09:30', 'Wednesday 16:30', 'Wednesday 16:30'],
)

/** Maps a generated number to one of the existing ones; if there are none, 0 is an unknown id. */
const among = (list: readonly unknown[], number: number) => (list.length === 0 ? 0 : number % list.length)

/** A fresh intent, or that of an earlier act: a second click on the same button, or on another member's. */
const intentOf = (used: readonly { intent: string }[], again: number | undefined) =>
  (again === undefined ? undefined : used[among(used, again)]?.intent) ?? `intent ${used.length}`

const sending = fc.record({ pair, kind, again: rarely(nth) }).map(({ pair: [from, to], kind, again }) =>
  command(
    `${from} sends ${to} ${kind}${again === undefined ? '' : `, intent of ${again}`}`,
    (model, real) => {
      const intent = intentOf(model.requests, again)
      return {
        members: [from, to],
        expected: () => model.send({ kind, from, to, intent }),
        act: () => real.send(from, kind, to, intent),
      }
    },
  ),
)

const answering = fc
  .record({ pair, origin: nth, wrong: rarely(fc.constant(true)), again: rarely(nth) })
  .map(({ pair: [one, two], origin, wrong, again }) =>
    command(
      `${one} asks ${two} for a session in answer to ${origin} ${wrong ? 'of somebody' : ''}`,
      (model, real) => {
        const number = among(model.requests, origin)
        const request = model.requests[number]
        const [from, to] = request && !wrong ? [request.to, request.from] : [one, two]
        const intent = intentOf(model.requests, again)
        return {
          members: [from, to],
          expected: () => model.send({ kind: 'session_request', from, to, intent }, number),
          act: () => real.send(from, 'session_request', to, intent, number),
        }
      },
    ),
  )

const dismissing = fc.record({ request: nth, wrong: rarely(name) }).map(({ request, wrong }) =>
  command(`${wrong ?? 'the receiver'} dismisses ${request}`, (model, real) => {
    const number = among(model.requests, request)
    const named = model.requests[number]
    const actor = wrong ?? named?.to ?? 'A'
    return {
      members: named ? [named.from, named.to] : [actor],
      unaware: named?.from,
      expected: () => model.dismiss(actor, named ? [named] : []),
      act: () => real.dismiss(actor, { request: number }),
    }
  }),
)

const dismissingCard = fc
  .record({ request: nth, unseen: fc.nat(2), wrong: rarely(name) })
  .map(({ request, unseen, wrong }) =>
    command(
      `${wrong ?? 'the receiver'} dismisses the card of ${request}, all but the last ${unseen}`,
      (model, real) => {
        const named = model.requests[among(model.requests, request)]
        const group = model.requests.filter(({ card }) => card === named?.card)
        const upTo = Math.max(group.length - unseen, 1)
        const actor = wrong ?? named?.to ?? 'A'
        return {
          members: named ? [named.from, named.to] : [actor],
          unaware: named?.from,
          expected: () => model.dismiss(actor, group.slice(0, upTo)),
          act: () => real.dismiss(actor, { card: named?.card ?? 99, upTo }),
        }
      },
    ),
  )

const withdrawing = fc.record({ request: nth, wrong: rarely(name) }).map(({ request, wrong }) =>
  command(`${wrong ?? 'the sender'} withdraws ${request}`, (model, real) => {
    const number = among(model.requests, request)
    const named = model.requests[number]
    const actor = wrong ?? named?.from ?? 'A'
    return {
      members: named ? [named.from, named.to] : [actor],
      expected: () => model.withdraw(actor, named),
      act: () => real.withdraw(actor, number),
    }
  }),
)

const booking = fc
  .record({
    pair,
    role: fc.constantFrom<Role>('mentor', 'mentee'),
    about: fc.option(nth, { freq: 3 }),
    origin: fc.constantFrom('it', 'it', 'none', 'none', 'another' as const),
    another: nth,
    time,
    confirmed: fc.boolean(),
    again: rarely(nth),
  })
  .map((ask) =>
    command(`booking ${JSON.stringify(ask)}`, (model, real) => {
      const number = among(model.requests, ask.about ?? 0)
      const request = ask.about === null ? undefined : model.requests[number]
      const origins = { it: request ? number : null, none: null, another: among(model.requests, ask.another) }
      const input: Booking = {
        actor: request?.to ?? ask.pair[0],
        other: request?.from ?? ask.pair[1],
        role: request ? (request.kind === 'offer' ? 'mentee' : 'mentor') : ask.role,
        time: times[ask.time] ?? { at: 0, slot: 'on', waking: true },
        origin: origins[ask.origin],
        confirmed: ask.confirmed,
        intent: intentOf(model.sessions, ask.again),
      }
      return {
        members: [input.actor, input.other],
        expected: () => model.book(input),
        act: () => real.book(input),
      }
    }),
  )

const cancelling = fc.record({ session: nth, actor: rarely(name) }).map(({ session, actor }) =>
  command(`${actor ?? 'the mentor'} cancels ${session}`, (model, real) => {
    const number = among(model.sessions, session)
    const named = model.sessions[number]
    const by = actor ?? named?.mentor ?? 'A'
    return {
      members: named ? [named.mentor, named.mentee] : [by],
      expected: () => model.cancel(by, named),
      act: () => real.cancel(by, number),
    }
  }),
)

const waiting = fc.constantFrom(1, 13, 23.25).map((hours) =>
  command(`${hours} hours pass`, (model, real) => ({
    members: [],
    expected: () => {
      model.clock.now += (hours * DAY) / 24
      return 'passed'
    },
    act: async () => {
      real.clock.advance((hours * DAY) / 24)
      return 'passed'
    },
  })),
)

/** A history begins with a few requests, without which there is little to do. */
export const beginnings = fc.array(sending, { minLength: 1, maxLength: 3 })

export const commands = (most: number) =>
  fc.commands(
    [
      ...[sending, sending, sending, answering, dismissing, dismissingCard, dismissingCard],
      ...[withdrawing, booking, booking, booking, cancelling, waiting],
    ],
    { maxCommands: most, size: 'max' },
  )
