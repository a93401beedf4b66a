import type { Calendars } from '../../../src/service/calendars/calendars.ts'
import { services } from '../../../src/service/services.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { account, calendarKeys } from '../../support/world.ts'
import type { Scene } from '../scene.ts'

/** The use cases where calendars can be connected, and say what `read` gives. */
export const withCalendars = ({ parts, workspace }: Scene, read: Calendars['reach']['read']) => {
  const use = services(
    {
      ...parts,
      calendars: {
        sealing: sealing(calendarKeys),
        providers: {},
        reach: { read, write: async () => ({ done: true }), allowPrivate: false },
        wake: () => {},
      },
    },
    async (_workspace, id) => account(id),
  )
  /** Reads whatever is due. */
  const readAll = async () => {
    for (const together of (await use.calendarReading?.take(workspace, 10)) ?? [])
      await use.calendarReading?.read(workspace, together)
  }
  return { use, readAll }
}
