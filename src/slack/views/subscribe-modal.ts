import type { ModalView } from '@slack/types'
import type { OwnAddress } from '../../service/calendars/own-address.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, confirmation, divider, section, stack } from './blocks.ts'
import { modal } from './modal.ts'

type Subscribing = OwnAddress & {
  /** False: no calendar can reach the app. */
  isReachable: boolean
  /** Why a press did something else, or what it did. */
  remark?: string
}

/** Whether a member has an address for their calendar, and how to get one. */
export const subscribeModal = (words: Words, { madeAt, isReachable, remark }: Subscribing): ModalView => {
  const said = words.subscribing
  return modal(words, {
    title: words.headings.subscribing,
    blocks: stack(
      remark !== undefined && [section(remark), divider],
      section(said.what),
      section(isReachable ? (madeAt === null ? said.none : said.madeAt(madeAt)) : said.unavailable),
      isReachable && madeAt === null
        ? actions(button(words.labels.getAddress, actionIds.newCalendarAddress, { style: 'primary' }))
        : actions(
            ...(isReachable ? [newAddress(words)] : []),
            ...(madeAt === null ? [] : [endAddress(words)]),
          ),
    ),
  })
}

/** The one time that an address is shown, with what to do with it. */
export const addressModal = (words: Words, address: string): ModalView =>
  modal(words, {
    title: words.headings.subscribing,
    blocks: stack(
      section(words.subscribing.made(address)),
      section(words.subscribing.how),
      divider,
      actions(newAddress(words), endAddress(words)),
    ),
  })

const newAddress = (words: Words) =>
  button(words.labels.newAddress, actionIds.newCalendarAddress, {
    confirm: confirmation(words.subscribing.replace),
  })

const endAddress = (words: Words) =>
  button(words.labels.endAddress, actionIds.endCalendarAddress, {
    confirm: confirmation(words.subscribing.end),
  })
