import { calendarFaultMessage } from '../views/calendar-fault-message.ts'
import { type Delivers, recordNothing, skipped } from './delivering.ts'
import { postAnew } from './post.ts'

export const calendarFault: Delivers<'calendarFault'> = (parts, delivery, { to, source }) =>
  postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => {
      const sources = await parts.step('check', () =>
        parts.screens.calendars({ workspace: delivery.workspace, actor: to }),
      )
      const found = sources.find(({ id }) => id === source)
      return found && found.fault !== null
        ? calendarFaultMessage(parts.words, found)
        : skipped('the calendar can be read again, or is gone')
    },
    recording: recordNothing,
  })
