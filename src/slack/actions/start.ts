import type { MentoringRole } from '../../domain/member.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import { openBooking } from '../modals/open-booking.ts'
import { openSending } from '../modals/open-sending.ts'
import { type Press, type Reply, type SlackParts, say, sayNotFound, show } from '../reply.ts'
import { memberTarget, replaceTarget, requestTarget } from '../values.ts'
import { emptyDraft } from '../views/booking-draft.ts'
import { pickMemberModal } from '../views/pick-member-modal.ts'
import { sayAboveSearch, showAboveSearch } from './above-search.ts'

type Answer = Promise<Reply<never>>

/** Opens an empty form, or one addressed to the member the button names. */
const start =
  (kind: RequestKind) =>
  async (parts: SlackParts, press: Press): Answer => {
    const target = memberTarget.decode(press.value)
    const to = target ? { id: target.member } : null
    return showAboveSearch(parts, press, await openSending(parts, press.workspace, { kind, to }))
  }

export const startOffer = start('offer')
export const startSessionRequest = start('session_request')

/** Asks with whom first. */
export const startBooking = async (parts: SlackParts, press: Press): Answer =>
  show(parts, press, pickMemberModal(parts.words))

/** From the booking modal of an offer: ask the mentor for a session instead of booking one. */
export const answerWithSessionRequest = async (parts: SlackParts, press: Press): Answer => {
  const target = requestTarget.decode(press.value)
  if (!target || !('request' in target)) return sayNotFound(parts, press)
  const { workspace, actor } = press
  const options = await parts.services.bookingOptions({ workspace, actor, source: target })
  if (options.outcome === 'refused') return say(parts, press, parts.words.refusalText(options))
  const modal = await openSending(parts, workspace, {
    kind: 'session_request',
    to: options.mentor,
    answers: target.request,
    contextUrl: null,
    message: '',
  })
  return show(parts, press, modal)
}

/** Books with a member, wherever one is named, or replaces a cancelled session: same roles, same topic. */
export const bookWithMember = async (parts: SlackParts, press: Press): Answer => {
  const target = memberTarget.decode(press.value) ?? (await replacing(parts, press))
  if (!target) return sayNotFound(parts, press)
  const { member, actorIs = null, ...draft } = target
  const modal = await openBooking(parts, press, { member, actorIs }, { ...emptyDraft, ...draft })
  return 'refused' in modal
    ? sayAboveSearch(parts, press, parts.words.modals.bookTitle, modal.refused)
    : showAboveSearch(parts, press, modal.view)
}

const replacing = async ({ services }: SlackParts, { workspace, actor, value }: Press) => {
  const target = replaceTarget.decode(value)
  const state = target && (await services.screens.session(workspace, target.replaces, actor))
  if (state?.session.status !== 'cancelled') return undefined
  const { session, other } = state
  const actorIs: MentoringRole = session.mentor === actor ? 'mentor' : 'mentee'
  return { member: other.id, actorIs, topic: session.topic, replaces: session.id }
}
