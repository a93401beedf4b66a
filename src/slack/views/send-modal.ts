import type { InputBlock, ModalView } from '@slack/types'
import type { MemberId, RequestId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS, type RequestKind } from '../../domain/requests/request.ts'
import { blockIds, callbackIds } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import { webAddress } from '../text/markup.ts'
import type { Words } from '../text/words.ts'
import { sendMetadata } from '../values.ts'
import { context, plainText, section, stack } from './blocks.ts'
import { type FormFault, faultBlock } from './form-fault.ts'
import { input, ticks } from './inputs.ts'
import { modal } from './modal.ts'

export type SendForm = {
  kind: RequestKind
  /** If given, it cannot be changed; otherwise there is a picker. */
  to?: Pick<Member, 'id'> | null
  /** The picker's initial choice. */
  picked?: MemberId | null
  /** The initial choice if several members were named: each gets a request of their own. */
  several?: readonly MemberId[]
  message?: string
  contextUrl?: string | null
  /** The offer this session request accepts. */
  answers?: RequestId | null
  /** Asks whether to show others after so many working days; 0: does not ask. */
  othersAfterDays: number
}

/** The most that a text input holds; a message between its limit and this one is kept to be shortened. */
export const MOST_TYPED = 3000

/** The form for an offer or a session request. */
export const sendModal = (words: Words, form: SendForm, fault?: FormFault): ModalView => {
  const { kind, to = null, answers = null, othersAfterDays } = form
  const address = form.contextUrl ? webAddress(form.contextUrl) : undefined
  const aboutMessage = address && words.sending.context(address)
  return modal(words, {
    callback_id: callbackIds.sendModal,
    private_metadata: sendMetadata.encode({ kind, to: to?.id ?? null, answers, contextUrl: address ?? null }),
    title: kind === 'offer' ? words.modals.offerTitle : words.modals.requestTitle,
    submit: words.modals.send,
    blocks: stack(
      fault && faultBlock(words, fault),
      to
        ? section(`*${words.sending.to(to.id)}*`)
        : form.several
          ? membersInput(words, kind, form.several)
          : memberInput(words, kind, form.picked ?? null),
      aboutMessage ? context(aboutMessage) : undefined,
      messageInput(words, kind, form.message ?? ''),
      othersAfterDays > 0 && othersInput(words, othersAfterDays),
      form.several && context(words.sending.each[kind]),
      context(to && answers ? words.sending.answers(to.id) : words.sending.next[kind]),
    ),
  })
}

const memberInput = (words: Words, kind: RequestKind, picked: MemberId | null): InputBlock => ({
  type: 'input',
  block_id: blockIds.member,
  label: plainText(words.sending.memberLabel[kind], limits.label),
  element: {
    type: 'users_select',
    action_id: blockIds.member,
    placeholder: plainText(words.sending.memberPlaceholder, limits.placeholder),
    ...(picked && { initial_user: picked }),
  },
})

const membersInput = (words: Words, kind: RequestKind, members: readonly MemberId[]): InputBlock => ({
  type: 'input',
  block_id: blockIds.members,
  label: plainText(words.sending.memberLabel[kind], limits.label),
  element: {
    type: 'multi_users_select',
    action_id: blockIds.members,
    placeholder: plainText(words.sending.memberPlaceholder, limits.placeholder),
    max_selected_items: MOST_RECEIVERS,
    initial_users: [...members],
  },
})

/** Ticked at first. */
const othersInput = ({ rerouting }: Words, days: number): InputBlock =>
  input(
    blockIds.others,
    rerouting.ifNothing(days),
    ticks(blockIds.others, [{ value: 'on', text: rerouting.showOthers, isOn: true }]),
    { optional: true },
  )

const messageInput = (words: Words, kind: RequestKind, message: string): InputBlock => ({
  type: 'input',
  block_id: blockIds.message,
  optional: true,
  label: plainText(words.sending.messageLabel, limits.label),
  element: {
    type: 'plain_text_input',
    action_id: blockIds.message,
    multiline: true,
    max_length: message.length > MESSAGE_LIMIT ? MOST_TYPED : MESSAGE_LIMIT,
    placeholder: plainText(words.sending.messagePlaceholder[kind], limits.placeholder),
    // Slack refuses to open a form whose initial value exceeds its limit.
    ...(message !== '' && { initial_value: clip(message, MOST_TYPED) }),
  },
})
