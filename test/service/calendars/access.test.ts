import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { type CalendarFault, type Grant, noValidators } from '../../../src/domain/calendars/reading.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { services } from '../../../src/service/services.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { account } from '../../support/world.ts'
import { anna, scene } from '../scene.ts'

/** Anna's Google calendar, whose access ended; `renew` is the provider's answer. */
const ended = async (
  renew: (grant: Grant) => Promise<Grant | { fault: CalendarFault }>,
  refused: readonly string[] = [],
) => {
  const s = await scene()
  let open = 0
  const read: string[] = []
  const parts = {
    ...s.parts,
    inWorkspace: (async (workspace, work) => {
      open += 1
      return s.parts.inWorkspace(workspace, work).finally(() => {
        open -= 1
      })
    }) satisfies typeof s.parts.inWorkspace,
  }
  const use = services(
    {
      ...parts,
      calendars: {
        sealing: sealing([{ id: 'k', key: randomBytes(32) }]),
        providers: { google: { renew } },
        reach: {
          read: async (access) => {
            if (access.kind === 'google') {
              read.push(access.access)
              if (refused.includes(access.access)) return { state: 'not_known', fault: 'revoked' }
            }
            const busy = new Map([['UTC', []]])
            return { state: 'read', busy, unclear: 0, validators: noValidators }
          },
          write: async () => ({ done: true }),
          allowPrivate: false,
        },
        wake: () => {},
      },
    },
    async (_workspace, id) => account(id),
  )
  const grant = { access: 'old', accessUntil: s.clock.now(), refresh: 'first', writes: false }
  await use.connectProvider({ workspace: s.workspace, actor: anna, provider: 'google', grant })
  const readAll = async () => {
    for (const together of (await use.calendarReading?.take(s.workspace, 10)) ?? [])
      await use.calendarReading?.read(s.workspace, together)
  }
  return { s, use, read, readAll, open: () => open }
}

const fresh = (until: number): Grant => ({
  ...{ access: 'new', accessUntil: until, refresh: 'second', writes: false },
})

it('no transaction is open while a provider is asked for new access', async () => {
  const open: number[] = []
  const here = await ended(async () => {
    open.push(here.open())
    return fresh(here.s.clock.now() + HOUR)
  })
  await here.readAll()
  expect([open, here.read]).toEqual([[0], ['new']])
})

it('whoever died while renewing it keeps others from it for ten seconds', async () => {
  let dies = true
  const here = await ended(async () => {
    if (dies) throw new Error('died')
    return fresh(here.s.clock.now() + HOUR)
  })
  await expect(here.readAll()).rejects.toThrow('died')
  dies = false
  here.s.clock.advance(2 * HOUR)
  await here.readAll()
  expect(here.read).toEqual(['new'])
  const [source] = await here.use.screens.calendars({ workspace: here.s.workspace, actor: anna })
  expect(source?.fault).toBe(null)
})

it('a calendar that is connected again meanwhile keeps what it was connected with', async () => {
  const here = await ended(async () => {
    const grant = { ...fresh(here.s.clock.now() + HOUR), access: 'connected again' }
    await here.use.connectProvider({ workspace: here.s.workspace, actor: anna, provider: 'google', grant })
    return fresh(here.s.clock.now() + HOUR)
  })
  await here.readAll()
  here.s.clock.advance(16 * MINUTE)
  await here.readAll()
  expect(here.read.at(-1)).toBe('connected again')
})

it('a server that refuses even new access has a fault that passes: the consent is not over', async () => {
  let renewals = 0
  const here = await ended(async () => {
    renewals += 1
    return fresh(here.s.clock.now() + HOUR)
  }, ['new'])
  for (const minutes of [0, 16]) {
    here.s.clock.advance(minutes * MINUTE)
    await here.readAll()
  }
  const [source] = await here.use.screens.calendars({ workspace: here.s.workspace, actor: anna })
  expect([source?.fault, renewals]).toEqual(['unexpected', 3])
})
