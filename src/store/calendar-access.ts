import * as v from 'valibot'
import { type CalendarAccess, calendarProviders } from '../domain/calendars/reading.ts'
import { EVERY_SECRET, saveSecret } from './calendar-secrets.ts'
import type { Sealing } from './sealing.ts'
import { text } from './sql/row.ts'
import type { LockedTx } from './sql/tx.ts'

const accessSchema = v.variant('kind', [
  v.object({ kind: v.literal('feed'), address: v.string() }),
  v.object({ kind: v.literal('caldav'), address: v.string(), user: v.string(), password: v.string() }),
  v.object({
    kind: v.picklist(calendarProviders),
    access: v.string(),
    accessUntil: v.number(),
    refresh: v.string(),
    writes: v.boolean(),
  }),
])

const boundTo = (workspace: string, source: string) => ({ workspace, column: `calendar source ${source}` })

/** Seals what it takes to read a source; it opens in no other row. */
export const sealAccess = (sealing: Sealing, workspace: string, id: string, access: CalendarAccess): string =>
  sealing.seal(JSON.stringify(access), boundTo(workspace, id))

/** @throws KeyMissing if its key is gone */
export const openAccess = (
  sealing: Sealing,
  workspace: string,
  { id, secret }: { id: string; secret: string },
): CalendarAccess => v.parse(accessSchema, JSON.parse(sealing.open(secret, boundTo(workspace, id))))

/** Seals anew what is not sealed with the newest key. @returns how many were. @throws Error if one does not open */
export const resealAccess = async (tx: LockedTx, sealing: Sealing): Promise<number> => {
  const rows = await Promise.all(EVERY_SECRET.map((sql) => tx.rows(sql)))
  let count = 0
  for (const row of rows.flat()) {
    const [id, sealed] = [text(row, 'id'), text(row, 'secret')]
    const to = boundTo(tx.workspace, id)
    const secret = sealing.open(sealed, to)
    if (sealing.isCurrent(sealed)) continue
    saveSecret(tx, id, sealing.seal(secret, to))
    count += 1
  }
  return count
}
