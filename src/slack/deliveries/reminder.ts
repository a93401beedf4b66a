import { reminderMessage } from '../views/reminder-message.ts'
import { type Delivers, recordNothing, skipped } from './delivering.ts'
import { postAnew } from './post.ts'

export const reminder: Delivers<'reminder'> = (parts, delivery, notice) =>
  postAnew(parts, delivery, {
    to: notice.to,
    posted: null,
    content: async () => {
      const state = await parts.step('check', () => parts.reminders.check(delivery.workspace, notice))
      return 'reason' in state ? skipped(state.reason) : reminderMessage(parts.words, state)
    },
    recording: recordNothing,
  })
