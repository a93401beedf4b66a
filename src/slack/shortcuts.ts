import type { ModalView } from '@slack/types'
import type * as v from 'valibot'
import { type MemberId, memberId } from '../domain/ids.ts'
import { callbackIds } from './ids.ts'
import { openFind } from './modals/open-find.ts'
import { openSending } from './modals/open-sending.ts'
import type { shortcutPayload } from './payloads.ts'
import { openModal, type Reply, type Signed, type SlackParts } from './reply.ts'
import { sayModal } from './views/modal.ts'
import { suggestModal } from './views/suggest-modal.ts'

export type Shortcut = Signed & { payload: v.InferOutput<typeof shortcutPayload> }

/**
 * The global shortcuts open a form. The message shortcuts open one about the message's author: to ask them, with a link
 * to the message, or to suggest a mentor to them.
 */
export const runShortcut = async (
  parts: SlackParts,
  { payload, ...signed }: Shortcut,
): Promise<Reply<never>> => {
  const open = (view: ModalView): Reply<never> => ({
    afterwards: () => openModal(parts, payload.trigger_id, view),
  })
  const ofAuthor = async (form: (author: MemberId) => ModalView | Promise<ModalView>): Promise<ModalView> => {
    const author = payload.message?.user
    if (author) return form(memberId(author))
    // An app's message has no author.
    const refusal = parts.words.refusalText({ outcome: 'refused', reason: 'bot', member: signed.actor })
    return sayModal(parts.words, parts.words.headings.home, refusal)
  }
  switch (payload.callback_id) {
    case callbackIds.offerShortcut:
      return open(await openSending(parts, signed.workspace, { kind: 'offer' }))
    case callbackIds.sessionRequestShortcut:
      return open(await openSending(parts, signed.workspace, { kind: 'session_request' }))
    case callbackIds.findShortcut: {
      const page = await openFind(parts, signed)
      const title = parts.words.modals.findTitle
      return open('refused' in page ? sayModal(parts.words, title, page.refused) : page.view)
    }
    case callbackIds.askAuthorShortcut:
      return open(
        await ofAuthor((picked) =>
          openSending(parts, signed.workspace, {
            kind: 'session_request',
            picked,
            contextUrl: permalink(payload),
          }),
        ),
      )
    case callbackIds.suggestShortcut:
      return open(await ofAuthor((mentee) => suggestModal(parts.words, { mentee })))
    default:
      return {}
  }
}

/** The URL that opens a message in Slack: its team's domain, its channel, and its ts without the dot. */
const permalink = ({ team, channel, message }: Shortcut['payload']): string | null =>
  team?.domain && channel && message
    ? `https://${team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`
    : null
