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

it('what it takes to reach calendars, also disconnected ones, is encrypted anew with the newest key, after which the old one can go', async () => {
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
  const left = { id: 'two', secret: sealAccess(sealing([old]), workspace, 'two', access) }
  await changed(async (tx) => {
    insertSource(tx, { ...source, secret }, clock.now())
    tx.write(
      /* sql */ `insert into disconnected_calendars (workspace_id, id, member_id, kind, secret, sessions)
        values (:workspace, :id, :member, 'google', :secret, '{}')`,
      { ...left, member: anna },
    )
  })

  const reseal = () => changed((tx) => resealAccess(tx, sealing([fresh, old])))
  expect([await reseal(), await reseal()]).toEqual([2, 0])
  for (const [table, id] of [
    ['calendar_sources', source.id],
    ['disconnected_calendars', left.id],
  ] as const) {
    const [row] = await parts.inWorkspace(workspace, (tx) =>
      tx.rows(`select secret from ${table} where workspace_id = :workspace`),
    )
    expect(openAccess(sealing([fresh]), workspace, { id, secret: String(row?.secret) })).toEqual(access)
  }
})
