import type { KnownBlock, ModalView } from '@slack/types'
import type { RequestKind } from '../../domain/requests/request.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { button, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { modal } from './modal.ts'

/** What was sent to whom. `isFirst`: the sender could say something of themselves now, and has not. */
export type SentWords = { kind: RequestKind; text: string; isFirst: boolean }

export const sentMessage = (words: Words, sent: SentWords): Message => message(sentBlocks(words, sent))

/** The same in place of the form. */
export const sentModal = (words: Words, sent: SentWords): ModalView =>
  modal(words, {
    title: sent.kind === 'offer' ? words.modals.offerTitle : words.modals.requestTitle,
    blocks: sentBlocks(words, sent),
  })

const sentBlocks = (words: Words, { kind, text, isFirst }: SentWords): KnownBlock[] =>
  stack(
    section(text),
    isFirst &&
      section(words.sending.firstUse[kind], button(words.labels.fillInProfile, actionIds.editProfile)),
  )
