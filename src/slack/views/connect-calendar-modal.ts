import type { ModalView } from '@slack/types'
import type { CalendarProvider } from '../../domain/calendars/reading.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, context, linkButton, section, stack } from './blocks.ts'
import { input, textField } from './inputs.ts'
import { modal } from './modal.ts'

/** The most that Slack's field takes. */
const LONGEST = 3_000

const LONGEST_LOGIN = 200

/** The page on which a member's calendar at a provider is connected. */
export type ConsentLink = { provider: CalendarProvider; url: string }

const actionOf = { google: actionIds.consentAtGoogle, microsoft: actionIds.consentAtMicrosoft } as const

export const connectCalendarModal = (words: Words, links: readonly ConsentLink[]): ModalView => {
  const { outsideCalendars: said, providerNames } = words
  return modal(words, {
    callback_id: callbackIds.connectCalendarModal,
    title: said.title,
    submit: said.submit,
    blocks: stack(
      links.length > 0 && section(said.inBrowser),
      actions(
        ...links.map(({ provider, url }) => linkButton(providerNames[provider], actionOf[provider], url)),
      ),
      links.length > 0 && section(said.orByAddress),
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
    ),
  })
}
