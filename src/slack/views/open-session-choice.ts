import type { KnownBlock } from '@slack/types'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import type { Zone } from '../../domain/time/zone.ts'
import { actionIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { actions, confirmation, context, option, plainText } from './blocks.ts'

/**
 * In place of a session of their own, a seat in one of the mentor's open ones. It asks before it does so: a menu acts as
 * soon as something is chosen in it.
 */
export const openSessionsBlock = (words: Words, open: readonly OpenSession[], zone: Zone): KnownBlock[] => {
  if (open.length === 0) return []
  const { addToOpen } = words
  return [
    context(addToOpen.title),
    ...actions({
      type: 'static_select',
      action_id: actionIds.addToOpenSession,
      placeholder: plainText(addToOpen.placeholder, limits.placeholder),
      options: open.map(({ session }) =>
        option(words.openSessionChoiceText(session, zone), sessionTarget.encode({ session: session.id })),
      ),
      confirm: {
        ...confirmation({
          title: addToOpen.confirmTitle,
          text: addToOpen.confirmText,
          confirm: addToOpen.confirm,
          deny: addToOpen.deny,
        }),
        style: 'primary',
      },
    }),
  ]
}
