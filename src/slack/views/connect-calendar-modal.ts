import type { ModalView } from '@slack/types'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { context, section } from './blocks.ts'
import { input, textField } from './inputs.ts'
import { modal } from './modal.ts'

/** The most that Slack's field takes. */
const LONGEST = 3_000

const LONGEST_LOGIN = 200

export const connectCalendarModal = (words: Words): ModalView => {
  const { outsideCalendars: said } = words
  return modal(words, {
    callback_id: callbackIds.connectCalendarModal,
    title: said.title,
    submit: said.submit,
    blocks: [
      input(blockIds.calendarAddress, said.address, textField(actionIds.typeCalendar, { max: LONGEST }, ''), {
        hint: said.addressHint,
      }),
      input(blockIds.calendarUser, said.user, textField(actionIds.typeCalendar, { max: LONGEST_LOGIN }, ''), {
        optional: true,
        hint: said.userHint,
      }),
      input(
        blockIds.calendarPassword,
        said.password,
        textField(actionIds.typeCalendar, { max: LONGEST_LOGIN }, ''),
        { optional: true, hint: said.passwordHint },
      ),
      section(said.where),
      context(said.kept),
    ],
  })
}
