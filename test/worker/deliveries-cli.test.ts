import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { workspaceId } from '../../src/domain/ids.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../src/store/workspaces.ts'
import { ownDatabase } from '../support/own-database.ts'

const run = promisify(execFile)

it('an operator lists failed deliveries, and retries them', { timeout: 120_000 }, async () => {
  const database = await ownDatabase(2)
  const workspace = workspaceId('TCLI')
  const within = inWorkspace(database.knex)
  const deliveries = async (...args: string[]) => {
    const command = ['--import', 'tsx', 'src/deliveries-cli.ts', ...args]
    const env = { ...process.env, DATABASE_URL: database.url }
    const { stdout } = await run(process.execPath, command, { env }).catch((error: { stderr: string }) => ({
      stdout: error.stderr,
    }))
    return stdout
  }
  try {
    await within(workspace, (tx) => saveWorkspace(tx, 'CLI', 0))
    expect(await deliveries()).toContain('Everything has been delivered.')
    await within(workspace, (tx) =>
      tx.rows(`
        insert into deliveries (workspace_id, id, notice, lane, order_key, created_at, run_at, settled_at, outcome, reason, attempts)
        values (:workspace, 'd-1', '{"kind":"home","to":"U0BEN00001"}', 'home', 'home:U0BEN00001',
          '2026-11-23T10:00:00Z', '2026-11-23T10:00:00Z', '2026-11-23T15:00:00Z', 'failed', 'http 503', 19)`),
    )
    const listed = await deliveries()
    expect(listed).toContain('Failed')
    expect(listed).toContain(
      'd-1  home to U0BEN00001 in TCLI, written 2026-11-23 10:00:00 UTC, 19 failed attempts, reason: http 503',
    )
    expect(await deliveries('retry', 'd-2')).toContain('There is no failed delivery d-2.')
    expect(await deliveries('retry', 'd-1')).toContain('One delivery is due again.')
    expect(await deliveries()).toContain('Waiting:')
    expect(await deliveries('retry')).toContain('Usage:')
  } finally {
    await database.close()
  }
})
