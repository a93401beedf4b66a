import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { memberId, workspaceId } from '../../../src/domain/ids.ts'
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time/time.ts'
import { renewToken } from '../../../src/service/installations/renew-token.ts'
import { installationStore } from '../../../src/store/installations.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { testDatabase } from '../../support/database.ts'
import { MONDAY_10_UTC, testClock } from '../../support/world.ts'

let made = 0

/** An installation whose token ends in a minute; by default in the embedded database, which has one connection. */
const expiring = async () => {
  const { knex } = await testDatabase()
  made += 1
  const id = workspaceId(`T0TURN${made}`)
  const clock = testClock(MONDAY_10_UTC)
  const installations = installationStore(knex, sealing([{ id: 'k1', key: randomBytes(32) }]))
  const installation = {
    ...{ id, team: id, enterprise: null, botId: 'B1', botUserId: 'U0BOT', scopes: ['commands'] },
    ...{ installedBy: memberId('U0ADA'), botToken: 'xoxb-1', refreshToken: 'xoxe-1' },
    expiresAt: MONDAY_10_UTC + MINUTE,
  }
  await installations.save(installation, clock.now())
  const fresh = () => ({ botToken: 'xoxb-2', refreshToken: 'xoxe-2', expiresAt: clock.now() + 12 * HOUR })
  const renew = (exchange: Parameters<typeof renewToken>[3]) =>
    renewToken({ installations, clock }, id, 2 * HOUR, exchange)
  const tokens = async () => {
    const found = await installations.serving({ team: id, enterprise: null })
    return found && [found.botToken, found.refreshToken]
  }
  /** Asks the database something else. */
  const look = () => inWorkspace(knex)(id, (tx) => tx.rows('select 1 as one'))
  return { id, clock, installations, installation, fresh, renew, tokens, look }
}

it('a token is replaced once, however many ask at the same time', async () => {
  const { fresh, renew, tokens } = await expiring()
  const asked: string[] = []
  const exchange = async (refreshToken: string) => {
    asked.push(refreshToken)
    return fresh()
  }
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => renew(exchange)))
  expect([asked, outcomes.filter((one) => one !== 'fresh')]).toEqual([['xoxe-1'], ['refreshed']])
  expect(await tokens()).toEqual(['xoxb-2', 'xoxe-2'])
})

it('while Slack is asked for it, the only connection is everybody else’s', async () => {
  const { fresh, renew, tokens, look } = await expiring()
  let others: unknown
  await renew(async () => {
    others = await look()
    return fresh()
  })
  expect([others, await tokens()]).toEqual([[{ one: 1 }], ['xoxb-2', 'xoxe-2']])
})

it('nobody waits for it while the old one lasts; once that is over, they get the new one', async () => {
  const { clock, fresh, renew, tokens, look } = await expiring()
  let first: unknown
  let second: Promise<unknown> | undefined
  await renew(async () => {
    first = await renew(() => Promise.reject(new Error('Slack was asked twice')))
    return fresh()
  })
  expect([first, await tokens()]).toEqual(['fresh', ['xoxb-2', 'xoxe-2']])
  clock.advance(12 * HOUR)
  const asked: string[] = []
  await renew(async (refreshToken) => {
    asked.push(refreshToken)
    let isOver = false
    second = renew(() => Promise.reject(new Error('Slack was asked twice'))).finally(() => {
      isOver = true
    })
    for (let looks = 0; looks < 5; looks += 1) await look()
    expect(isOver).toBe(false)
    return { ...fresh(), botToken: 'xoxb-3' }
  })
  expect([await second, asked, (await tokens())?.[0]]).toEqual(['fresh', ['xoxe-2'], 'xoxb-3'])
})

it('an installation whose token Slack replaces no more is broken until it is made again', async () => {
  const { clock, installations, installation, renew, tokens } = await expiring()
  expect(await renew(async () => ({ broken: 'invalid_refresh_token' }))).toBe('broken')
  expect([await tokens(), await renew(() => Promise.reject(new Error('asked again')))]).toEqual([
    undefined,
    'fresh',
  ])
  await installations.save(installation, clock.now())
  expect(await tokens()).toEqual(['xoxb-1', 'xoxe-1'])
})

it('the old token is kept if Slack does not answer, and the next who asks may ask at once', async () => {
  const { fresh, renew, tokens } = await expiring()
  await expect(renew(() => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer')
  expect(await tokens()).toEqual(['xoxb-1', 'xoxe-1'])
  expect(await renew(async () => fresh())).toBe('refreshed')
})

it('who died while asking keeps others from it for half a minute', async () => {
  const { clock, fresh, renew } = await expiring()
  await new Promise<void>((asked) => {
    const dies = () => {
      asked()
      return new Promise<never>(() => {})
    }
    void renew(dies)
  })
  clock.advance(29 * SECOND)
  expect(await renew(async () => fresh())).toBe('fresh')
  clock.advance(SECOND)
  expect(await renew(async () => fresh())).toBe('refreshed')
})

it('what comes after the app was removed, or installed again, is not kept', async () => {
  const { id, clock, installations, installation, fresh, renew, tokens } = await expiring()
  const removed = await renew(async () => {
    await installations.forget(id, clock.now())
    return fresh()
  })
  expect([removed, await tokens()]).toEqual(['fresh', undefined])
  await installations.save(installation, clock.now())
  const again = await renew(async () => {
    await installations.save({ ...installation, botToken: 'xoxb-again' }, clock.now())
    return { broken: 'token_revoked' }
  })
  expect([again, (await tokens())?.[0]]).toEqual(['fresh', 'xoxb-again'])
})
