import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memberId, workspaceId } from '../../src/domain/ids.ts'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { installations as services } from '../../src/service/installations/installations.ts'
import { type Installation, installationStore } from '../../src/store/installations.ts'
import { allWorkspaces } from '../../src/store/look-over.ts'
import { oauthStates } from '../../src/store/oauth-states.ts'
import { sealing } from '../../src/store/sealing.ts'
import { inWorkspace, statements } from '../../src/store/sql/transaction.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'
import { MONDAY_10_UTC } from '../support/world.ts'

const [old, fresh] = ['k1', 'k2'].map((id) => ({ id, key: randomBytes(32) })) as [
  { id: string; key: Buffer },
  { id: string; key: Buffer },
]

const made = (id: string, changes: Partial<Installation> = {}): Installation => ({
  ...{ id, team: id, enterprise: null, botToken: `xoxb-${id}`, refreshToken: null, expiresAt: null },
  ...{ botId: 'B1', botUserId: 'U0BOT', scopes: ['commands'], installedBy: memberId('U0ADA') },
  ...changes,
})
const organisation = (id: string, changes: Partial<Installation> = {}) =>
  made(id, { team: null, enterprise: id, ...changes })

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(6)
})
afterAll(() => database.close())

const opened = () => {
  const { knex } = database
  const store = installationStore(knex, sealing([old]))
  let ids = 0
  const parts = {
    inWorkspace: inWorkspace(knex),
    clock: { now: () => MONDAY_10_UTC },
    nextId: () => {
      ids += 1
      return `delivery ${ids} ${randomBytes(4).toString('hex')}`
    },
  }
  return { knex, store, ...services(parts, store) }
}

describe('an installation', () => {
  it('serves its team, with tokens that the database never shows', async () => {
    const { knex, store, keep } = opened()
    await keep(made('T0OWN'), 'Own team')
    expect(await store.of(workspaceId('T0OWN'))).toMatchObject({ id: 'T0OWN', botToken: 'xoxb-T0OWN' })
    const rows = await statements(knex, [workspaceId('T0OWN')])('select * from installations', {})
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('xoxb')
  })

  it('of an organisation serves the teams it lets in, unless they have one of their own', async () => {
    const { store, keep, admit, retire } = opened()
    await keep(organisation('E0ORG'), null)
    await keep(made('T0SELF', { enterprise: 'E0ORG' }), 'Self')
    for (const team of ['T0SELF', 'T0GUEST']) await admit(workspaceId(team), 'E0ORG', null)
    expect((await store.of(workspaceId('T0SELF')))?.id).toBe('T0SELF')
    expect((await store.of(workspaceId('T0GUEST')))?.id).toBe('E0ORG')
    const from = (team: string) => store.serving({ team, enterprise: 'E0ORG' })
    expect([(await from('T0SELF'))?.id, (await from('T0GUEST'))?.id]).toEqual(['T0SELF', 'E0ORG'])
    const { installed, servedBy } = allWorkspaces(database.knex)
    expect(await servedBy('E0ORG')).toEqual(['T0GUEST'])
    await retire(workspaceId('T0GUEST'), 'E0ORG', null)
    await retire(workspaceId('T0SELF'), 'E0ORG', null)
    expect(await installed()).toEqual(expect.arrayContaining(['T0SELF']))
    expect(await installed()).not.toContain('T0GUEST')
  })

  it('is forgotten at once, with its tokens, when the app is removed, and serves again once it is made again', async () => {
    const { knex, store, keep } = opened()
    await keep(made('T0GONE', { refreshToken: 'xoxe-1', expiresAt: MONDAY_10_UTC + HOUR }), 'Gone')
    await store.forget('T0GONE', MONDAY_10_UTC)
    expect(await store.of(workspaceId('T0GONE'))).toBeUndefined()
    expect(await statements(knex, [workspaceId('T0GONE')])('select * from installations', {})).toEqual([])
    await keep(made('T0GONE', { botToken: 'xoxb-again' }), 'Gone')
    expect((await store.of(workspaceId('T0GONE')))?.botToken).toBe('xoxb-again')
  })

  it('greets the member who made it once, however often it is made', async () => {
    const { knex, keep, welcome } = opened()
    for (let times = 0; times < 3; times += 1) {
      await keep(made('T0HELLO'), 'Hello')
      await welcome(made('T0HELLO'))
    }
    const rows = await statements(knex, [workspaceId('T0HELLO')])(
      `select notice ->> 'to' as recipient from deliveries where notice ->> 'kind' = 'welcome'`,
      {},
    )
    expect(rows).toEqual([{ recipient: 'U0ADA' }])
  })
})

it('Who installs it first is its first organiser, and nobody becomes one by installing it again', async () => {
  const { knex, keep, welcome } = opened()
  for (const installer of ['U0ADA', 'U0EVE', 'U0ADA']) {
    const installation = made('T0FIRST', { installedBy: memberId(installer) })
    await keep(installation, 'First')
    await welcome(installation)
  }
  const rows = await statements(knex, [workspaceId('T0FIRST')])('select member_id from organisers', {})
  expect(rows).toEqual([{ member_id: 'U0ADA' }])
})

it('A new key is taken into use, and the old one can be removed', async () => {
  const { knex, keep } = opened()
  await keep(made('T0KEYS', { refreshToken: 'xoxe-1', expiresAt: MONDAY_10_UTC + HOUR }), 'Keys')
  const both = installationStore(knex, sealing([fresh, old]))
  expect([await both.rotate('T0KEYS'), await both.rotate('T0KEYS')]).toEqual([true, false])
  const after = installationStore(knex, sealing([fresh]))
  expect(await after.of(workspaceId('T0KEYS'))).toMatchObject({
    botToken: 'xoxb-T0KEYS',
    refreshToken: 'xoxe-1',
  })
})

it('A new key under the id of the old one is found before anybody removes what still opens with that', async () => {
  const { keep } = opened()
  await keep(made('T0SAMEID'), 'Same id')
  const mistaken = installationStore(database.knex, sealing([{ id: old.id, key: fresh.key }]))
  await expect(mistaken.rotate('T0SAMEID')).rejects.toThrow(
    'bot_token of T0SAMEID does not open with the key “k1”: it was changed or belongs elsewhere, or TOKEN_KEYS has another key under that id',
  )
})

describe('the state of an installation that was begun', () => {
  it('is good for one return, within ten minutes, and kept only as a hash', async () => {
    const { begin, end } = oauthStates(database.knex)
    const state = await begin(MONDAY_10_UTC)
    const kept = await database.knex('oauth_states').select('*')
    expect(JSON.stringify(kept)).not.toContain(state)
    expect([await end(state, MONDAY_10_UTC + 9 * MINUTE), await end(state, MONDAY_10_UTC)]).toEqual([
      true,
      false,
    ])
    const late = await begin(MONDAY_10_UTC)
    expect(await end(late, MONDAY_10_UTC + 10 * MINUTE)).toBe(false)
    expect(await end('made up', MONDAY_10_UTC)).toBe(false)
  })
})
