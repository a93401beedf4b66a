import type { InputBlock, ModalView } from '@slack/types'
import type { MemberId, RequestId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS, type RequestKind } from '../../domain/requests/request.ts'
import type { Refusal } from '../../service/outcome.ts'
import { blockIds, callbackIds, sendMetadata } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import { modalWords } from '../text/labels.ts'
import { webAddress } from '../text/markup.ts'
import { refusalText } from '../text/outcomes.ts'
import { sendWords } from '../text/requests.ts'
import { context, plainText, section, stack } from './blocks.ts'
import { modal, warning } from './modal.ts'

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
}

/** The form for an offer or a session request, again with `fault` when it was refused. */
export const sendModal = (form: SendForm, fault?: Refusal): ModalView => {
  const { kind, to = null, answers = null } = form
  const address = form.contextUrl ? webAddress(form.contextUrl) : undefined
  const aboutMessage = address && sendWords.context(address)
  return modal({
    callback_id: callbackIds.sendModal,
    private_metadata: sendMetadata.encode({ kind, to: to?.id ?? null, answers, contextUrl: address ?? null }),
    title: kind === 'offer' ? modalWords.offerTitle : modalWords.requestTitle,
    submit: modalWords.send,
    blocks: stack(
      fault && warning(refusalText(fault)),
      to
        ? section(`*${sendWords.to(to.id)}*`)
        : form.several
          ? membersInput(kind, form.several)
          : memberInput(kind, form.picked ?? null),
      aboutMessage ? context(aboutMessage) : undefined,
      messageInput(kind, form.message ?? ''),
      form.several && context(sendWords.each[kind]),
      context(to && answers ? sendWords.answers(to.id) : sendWords.next[kind]),
    ),
  })
}

const memberInput = (kind: RequestKind, picked: MemberId | null): InputBlock => ({
  type: 'input',
  block_id: blockIds.member,
  label: plainText(sendWords.memberLabel[kind], limits.label),
  element: {
    type: 'users_select',
    action_id: blockIds.member,
    placeholder: plainText(sendWords.memberPlaceholder, limits.placeholder),
    ...(picked && { initial_user: picked }),
  },
})

const membersInput = (kind: RequestKind, members: readonly MemberId[]): InputBlock => ({
  type: 'input',
  block_id: blockIds.members,
  label: plainText(sendWords.memberLabel[kind], limits.label),
  element: {
    type: 'multi_users_select',
    action_id: blockIds.members,
    placeholder: plainText(sendWords.memberPlaceholder, limits.placeholder),
    max_selected_items: MOST_RECEIVERS,
    initial_users: [...members],
  },
})

const messageInput = (kind: RequestKind, message: string): InputBlock => ({
  type: 'input',
  block_id: blockIds.message,
  optional: true,
  label: plainText(sendWords.messageLabel, limits.label),
  element: {
    type: 'plain_text_input',
    action_id: blockIds.message,
    multiline: true,
    max_length: MESSAGE_LIMIT,
    placeholder: plainText(sendWords.messagePlaceholder[kind], limits.placeholder),
    // Slack refuses to open a form whose initial value exceeds its limit.
    ...(message !== '' && { initial_value: clip(message, MESSAGE_LIMIT) }),
  },
})
