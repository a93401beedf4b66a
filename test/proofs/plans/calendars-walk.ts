import type { Knex } from 'knex'
import { memberId, workspaceId } from '../../../src/domain/ids.ts'
import type { Services } from '../../../src/service/services.ts'
import { workspaceOfCalendar } from '../../../src/store/calendar-addresses.ts'

const workspace = workspaceId('T7')

/** A member's address for calendars: looked at, made, read by a calendar, ended. */
export const walkThroughCalendars = async (use: Services, knex: Knex): Promise<void> => {
  const own = { workspace, actor: memberId('U3') }
  await workspaceOfCalendar(knex)('hash T7 U3')
  const found = await use.subscription({ workspace, secretHash: 'hash T7 U3' })
  if (!found) throw new Error('nobody has that address')
  await use.ownCalendarAddress(own)
  await use.makeCalendarAddress({ ...own, secretHash: 'another' })
  await use.endCalendarAddress(own)
}
