import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { memberId, workspaceId } from '../src/domain/ids.ts'
import { HOUR } from '../src/domain/time/time.ts'
import { installationStore } from '../src/store/installations.ts'
import { sealing } from '../src/store/sealing.ts'
import { inWorkspace } from '../src/store/sql/transaction.ts'
import { saveWorkspace } from '../src/store/workspaces.ts'
import { ownDatabase } from './support/own-database.ts'

const execute = promisify(execFile)
const [old, fresh] = ['k1', 'k2'].map((id) => ({ id, key: randomBytes(32) })) as [
  { id: string; key: Buffer },
  { id: string; key: Buffer },
]

/** A database with two workspaces and their installations, whose tokens are sealed with the old key. */
const operated = async () => {
  const database = await ownDatabase(2)
  onTestFinished(() => database.close())
  const { knex } = database
  const store = installationStore(knex, sealing([old]))
  const install = (id: string, team: string | null) =>
    store.save(
      {
        ...{ id, team, enterprise: team ? null : id, botId: 'B1', botUserId: 'U0BOT', scopes: [] },
        ...{ botToken: `xoxb-${id}`, refreshToken: `xoxe-${id}`, expiresAt: Date.now() + 12 * HOUR },
        installedBy: memberId('U0ADA'),
      },
      Date.now(),
    )
  for (const [id, name] of [
    ['T0ACME', 'Acme'],
    ['T0GLOBEX', 'Globex'],
  ] as const) {
    await install(id, id)
    await inWorkspace(knex)(workspaceId(id), (tx) => saveWorkspace(tx, name, Date.now()))
    await knex('workspaces').where('workspace_id', id).update({ served_by: id })
  }
  /** What the program says on either output, and how it ends. */
  const run = async (program: string, args: readonly string[] = [], env: Record<string, string> = {}) => {
    const command = ['--import', 'tsx', `src/${program}-cli.ts`, ...args]
    const all = { env: { ...process.env, ...env, DATABASE_URL: database.url } }
    return execute(process.execPath, command, all)
      .then(({ stdout }) => ({ said: stdout, code: 0 }))
      .catch((error: { stderr: string; code: number }) => ({ said: error.stderr, code: error.code }))
  }
  return { knex, install, run }
}

it('an operator sees how each workspace is served and how long its messages wait, and forgets one for good', async () => {
  const { knex, install, run } = await operated()
  await knex('installations').where('workspace_id', 'T0ACME').update({ broken_because: 'token_revoked' })
  await knex('members').insert({
    ...{ workspace_id: 'T0ACME', id: 'U0ADA', name: 'Ada', zone: 'UTC', fetched_at: new Date() },
  })
  const written = new Date(Date.now() - 5 * HOUR)
  await knex('deliveries').insert({
    ...{ workspace_id: 'T0ACME', id: 'd-1', notice: '{"kind":"home","to":"U0ADA"}', lane: 'home' },
    ...{ order_key: 'home:U0ADA', created_at: written, run_at: written },
  })
  await knex('workspaces')
    .where('workspace_id', 'T0GLOBEX')
    .update({ uninstalled_at: '2026-11-23T10:00:00Z' })
  const { said } = await run('workspaces')
  expect(said.trim().split('\n')).toEqual([
    expect.stringMatching(
      /^T0ACME {2}Acme, 1 member met, Slack accepts its installation no longer \(token_revoked\): it must be installed again, the oldest message has waited for 30\d minutes$/,
    ),
    '  T0GLOBEX  Globex, 0 members met, removed the app on 2026-11-23, no message waits',
  ])
  expect(await run('workspaces', ['forget', 'T0ACME'])).toEqual({
    said: 'Forgotten: Acme (T0ACME).\n',
    code: 0,
  })
  for (const table of ['workspaces', 'members', 'deliveries', 'installations'])
    expect([table, await knex(table).where('workspace_id', 'T0ACME')]).toEqual([table, []])
  await install('E0GRID', null)
  await knex('workspaces')
    .where('workspace_id', 'T0GLOBEX')
    .update({ uninstalled_at: null, served_by: 'E0GRID' })
  expect((await run('workspaces', ['forget', 'E0GRID'])).said).toContain('the installation of E0GRID')
  expect((await run('workspaces')).said).toContain('the installation E0GRID is gone')
  expect((await run('workspaces', ['hand-over', 'T0GLOBEX', 'T0ACME'])).code).toBe(64)
  expect(await run('workspaces', ['stay', 'T0GLOBEX'])).toEqual({
    said: 'T0GLOBEX is not being moved from this database.\n',
    code: 69,
  })
  expect((await run('workspaces', ['forget', 'T0NONE'])).said).toContain('There is no workspace T0NONE.')
  expect(await run('workspaces', ['forget'])).toEqual({
    said: expect.stringContaining('Usage:'),
    code: 64,
  })
})

it('an operator takes a new key into use, and hears which rows still need one that was removed too early', async () => {
  const { run } = await operated()
  const keys = (...all: (typeof old)[]) => ({
    TOKEN_KEYS: all.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(),
  })
  expect(await run('rotate-keys', [], { TOKEN_KEYS: '' })).toEqual({
    said: expect.stringContaining('TOKEN_KEYS is not set'),
    code: 78,
  })
  const early = await run('rotate-keys', [], keys(fresh))
  expect(early.code).toBeGreaterThan(0)
  for (const id of ['T0ACME', 'T0GLOBEX'])
    expect(early.said).toContain(`TOKEN_KEYS has no key “k1”, with which bot_token of ${id} is encrypted`)
  expect((await run('rotate-keys', [], keys(fresh, old))).said).toContain('Encrypted anew: 2 installations.')
  expect((await run('rotate-keys', [], keys(fresh))).said).toContain('with the newest key')
})
