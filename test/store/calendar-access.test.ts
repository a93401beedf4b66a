import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { openAccess, resealAccess, sealAccess } from '../../src/store/calendar-access.ts'
import { insertSource } from '../../src/store/calendar-sources.ts'
import { sealing } from '../../src/store/sealing.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { anna, scene } from '../service/scene.ts'

const [old, fresh] = ['k1', 'k2'].map((id) => ({ id, key: randomBytes(32) })) as [
  { id: string; key: Buffer },
  { id: string; key: Buffer },
]

it('an address that a member connected is encrypted anew with the newest key, after which the old one can go', async () => {
  const { parts, workspace, clock } = await scene()
  const access = { kind: 'feed', address: 'https://example.com/secret.ics' } as const
  const source = {
    id: 'one',
    member: anna,
    kind: access.kind,
    host: 'example.com',
    readWith: 'hash',
    writes: false,
  }
  const secret = sealAccess(sealing([old]), workspace, source.id, access)
  const changed = <T>(change: (tx: Parameters<typeof resealAccess>[0]) => Promise<T>) =>
    parts.inWorkspace(workspace, (tx) => change(tx.behind(ownRows)))
  await changed(async (tx) => insertSource(tx, { ...source, secret }, clock.now()))

  const reseal = () => changed((tx) => resealAccess(tx, sealing([fresh, old])))
  expect([await reseal(), await reseal()]).toEqual([1, 0])
  const [row] = await parts.inWorkspace(workspace, (tx) =>
    tx.rows('select secret from calendar_sources where workspace_id = :workspace'),
  )
  const kept = { id: source.id, secret: String(row?.secret) }
  expect(openAccess(sealing([fresh]), workspace, kept)).toEqual(access)
})
