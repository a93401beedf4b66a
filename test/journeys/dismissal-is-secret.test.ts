import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { type Clock, MINUTE } from '../../src/domain/time/time.ts'
import type { Message, View } from '../../src/sandbox/slack/state/state.ts'
import { actor } from '../support/actor.ts'
import { type Journey, journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

/**
 * Ids that depend on nothing but the time. Each act of a twin has its own minute, so that what only one
 * twin does leaves the other ids alone.
 */
const idsByClock = (clock: Clock) => {
  let [last, seq] = [0, 0]
  return () => {
    seq = clock.now() > last ? 0 : seq + 1
    last = clock.now()
    return v7({ msecs: last, seq, random: new Uint8Array(16) })
  }
}

/** Slack makes these ids while members act: they say nothing about the app, and Ada's own screens use them up too. */
const SLACKS_OWN = new Set(['block_id', 'trigger_id', 'ts', 'view_id', 'hash', 'url_private'])
/** Ids of files, which also appear inside texts. */
const FILE_ID = /\bF[0-9A-Z]{10}\b/g
const withoutSlacksOwn = (key: string, value: unknown) => {
  if (SLACKS_OWN.has(key)) return undefined
  return typeof value === 'string' ? value.replace(FILE_ID, 'F') : value
}

type Shown = Pick<Message, 'text' | 'blocks'> & Partial<Pick<Message, 'metadata' | 'files'>>
const ofMessage = ({ text, blocks, metadata, files }: Shown) => ({ text, blocks, metadata, files })
const ofView = ({ title, blocks, submit, close, callbackId, privateMetadata }: View) => [
  title,
  blocks,
  submit,
  close,
  callbackId,
  privateMetadata,
]

type Member = ReturnType<Journey['as']>

/** Everything on a member's screens, to the byte: texts, blocks, buttons with their values. */
const screens = (member: Member): string =>
  JSON.stringify(
    {
      dm: member.dm().map(ofMessage),
      home: [member.home()].map((home) => home && ofView(home)),
      told: member.ephemerals().map(ofMessage),
      modals: member.modals().map(ofView),
    },
    withoutSlacksOwn,
  )

/** Every call from the app to Slack, bodies to the byte, except those that show something to the other member. */
const callsNotTo = ({ slack }: Journey, other: Member) =>
  slack.requests
    .filter(({ direction }) => direction === 'app-to-slack')
    .map(({ name, at, request }) => ({ name, at, fields: Object.fromEntries(new URLSearchParams(request)) }))
    .filter(({ fields: { user_id, channel, channel_id } }) => {
      const to = user_id ?? channel ?? channel_id
      return to === undefined || (to !== other.id && to !== slack.state.dms[other.id])
    })
    .map((call) => JSON.stringify(call, withoutSlacksOwn))
    // Unrelated deliveries go out in parallel.
    .sort()

/** How many statements it took to answer an act: they make up its time. */
const statementsOf = async (workspace: string, act: () => Promise<unknown>) => {
  const { knex } = await testDatabase()
  let count = 0
  const counting = ({ bindings = [] }: { bindings?: unknown[] }) => {
    if (bindings.includes(workspace)) count += 1
  }
  knex.on('query', counting)
  await act()
  knex.off('query', counting)
  return count
}

type Trace = { act: string; statements: number; calls: string[]; screens: string }[]

/** Ben sends twice; Ada dismisses the first or does not. What Ben can tell of it after each act. */
const traceOf = async (kind: 'offer' | 'request', end: 'accepted' | 'withdrawn', dismisses: boolean) => {
  const j = await journey({ salt: 'twins', idsFrom: idsByClock })
  const [ada, ben] = [j.as('ada'), j.as('ben')]
  const trace: Trace = []
  const does = async (act: string, doing: () => Promise<unknown>) => {
    j.clock.advance(MINUTE)
    const statements = await statementsOf(j.slack.state.team.id, doing)
    await j.settle()
    trace.push({ act, statements, calls: callsNotTo(j, ada), screens: screens(ben) })
    j.slack.clearLog()
  }

  await does('Ben opens Home', () => ben.openHome())
  // So many that Home shows only a part of them, and that their list has a filter once the one to be dismissed is added.
  for (const nth of ['one', 'two', 'three', 'four', 'five', 'six']) {
    await does(`Ben sends Chandra ${nth}`, () => ben.command('/mentor', `offer @chandra ${nth}`))
  }
  await does('Ben sends', () => ben.command('/mentor', `${kind} @ada First`))
  const card = structuredClone(ada.dm().at(-1))

  j.clock.advance(MINUTE)
  const before = screens(ben)
  if (dismisses) await ada.click('Dismiss')
  await j.settle()
  expect(j.slack.texts(ada.dm().at(-1)).includes('[Dismiss]')).toBe(!dismisses)
  expect(screens(ben)).toBe(before)
  expect(callsNotTo(j, ada)).toEqual([])
  j.slack.clearLog()

  await does('Ben opens Home again', () => ben.openHome())
  await does('Ben asks for requests', () => ben.command('/mentor', 'requests'))
  await does('Ben narrows them', () => ben.choose('Filter Sent', 'Pending', { on: 'ephemeral' }))
  await does('Ben shows all', () => ben.clickHome('Show all 7'))
  await does('Ben narrows that', () => ben.choose('Filter Sent', 'Pending'))
  await does('Ben closes it', () => ben.close())
  await does('Ben looks at times', () => ben.command('/mentor', 'book @ada'))
  await does('Ben closes the form', () => ben.close())
  await does('Ben presses a button of Ada’s', () =>
    j.slack.forgeClick('@ben', { message: card, button: 'Accept' }),
  )
  await does('Ben sends again', () => ben.command('/mentor', `${kind} @ada Second`))
  if (end === 'withdrawn') {
    const home = structuredClone(ben.home())
    const withdraws = () => j.slack.forgeClick('@ben', { view: home, button: 'Withdraw', nth: 1 })
    await does('Ben withdraws the first', withdraws)
    await does('Ben withdraws it once more', withdraws)
  } else {
    const person = actor(j, 'ada')
    await does('Ada books', async () => {
      await person.types('book @ben')
      await person.pick('Tuesday 24 November', '15:00')
      await person.submit()
    })
  }
  await does('Ben looks at everything', () => ben.command('/mentor', 'requests'))
  await does('Ben looks back', () => ben.clickHome('History'))
  return trace
}

describe('a dismissal', () => {
  it.each([
    ['offer', 'accepted'],
    ['offer', 'withdrawn'],
    ['request', 'accepted'],
    ['request', 'withdrawn'],
  ] as const)(
    'of an open %s that is %s later leaves its sender’s DM, Home, lists, answers and calls as those of an untouched twin',
    async (kind, end) => {
      const untouched = await traceOf(kind, end, false)
      const dismissed = await traceOf(kind, end, true)
      for (const [index, { act, statements, calls, screens }] of untouched.entries()) {
        expect.soft(dismissed[index]?.act).toBe(act)
        expect.soft(dismissed[index]?.screens, act).toBe(screens)
        expect.soft(dismissed[index]?.calls, act).toEqual(calls)
        expect.soft(dismissed[index]?.statements, act).toBe(statements)
      }
      expect(dismissed).toHaveLength(untouched.length)
      // An empty trace would prove nothing.
      expect(untouched.map(({ screens }) => screens).join()).toMatch('Pending')
      expect(untouched.at(-1)?.screens).toMatch(end === 'accepted' ? 'Accepted' : 'Withdrawn')
      expect(untouched.flatMap(({ calls }) => calls).length).toBeGreaterThan(10)
      expect(untouched.filter(({ statements }) => statements > 0).length).toBeGreaterThan(9)
    },
  )
})
