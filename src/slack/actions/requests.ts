import type { ModalView } from '@slack/types'
import { type Browsing, startOfRequests } from '../../domain/requests/lists.ts'
import type { Dismissal } from '../../service/requests/dismiss.ts'
import type { BookingSource } from '../../service/sessions/booking-options.ts'
import { browsingValue, requestsShown } from '../browsing.ts'
import { openBooking } from '../modals/open-booking.ts'
import { type Press, type Reply, type SlackParts, say, sayAbove, sayNotFound, show } from '../reply.ts'
import { requestTarget, withdrawTarget } from '../values.ts'
import { requestsMessage } from '../views/requests-message.ts'
import { requestsModal } from '../views/requests-modal.ts'

type Answer = Promise<Reply<never>>

/** Accept opens the booking modal; only booking, or asking back from there, accepts. */
export const acceptRequest = async (parts: SlackParts, press: Press): Answer => {
  const target = requestTarget.decode(press.value)
  if (!target) return sayNotFound(parts, press)
  const source: BookingSource = 'card' in target ? { card: target.card } : { request: target.request }
  const modal = await openBooking(parts, press, source)
  return 'refused' in modal
    ? sayNow(parts, press, modal.refused, browsingOf(target))
    : show(parts, press, modal.view)
}

export const dismissRequest = async (parts: SlackParts, press: Press): Answer => {
  const target = requestTarget.decode(press.value)
  if (!target) return sayNotFound(parts, press)
  const dismissal: Dismissal = { workspace: press.workspace, actor: press.actor, target }
  const outcome = await parts.services.dismiss(dismissal)
  if (outcome.outcome === 'refused')
    return sayNow(parts, press, parts.words.refusalText(outcome), browsingOf(target))
  if (outcome.outcome === 'unchanged')
    return sayNow(parts, press, parts.words.dismissedText(outcome), browsingOf(target))
  return redrawList(parts, press, browsingOf(target))
}

export const withdrawRequest = async (parts: SlackParts, press: Press): Answer => {
  const target = withdrawTarget.decode(press.value)
  if (!target) return sayNotFound(parts, press)
  const { workspace, actor } = press
  const outcome = await parts.services.withdraw({ workspace, actor, request: target.request })
  if (outcome.outcome === 'refused')
    return sayNow(parts, press, parts.words.refusalText(outcome), browsingOf(target))
  if (outcome.outcome === 'unchanged')
    return sayNow(parts, press, parts.words.withdrawnText(outcome), browsingOf(target))
  return redrawList(parts, press, browsingOf(target))
}

/** From Home: what it has no room for. */
export const openRequests = async (parts: SlackParts, press: Press): Answer => {
  const shown = requestsShown.decode(press.value)
  return shown
    ? show(parts, press, await drawModal(parts, press, shown, startOfRequests, undefined))
    : sayNotFound(parts, press)
}

type Shown = NonNullable<ReturnType<typeof requestsShown.decode>>

const drawModal = async (
  { services, words }: SlackParts,
  press: Press,
  shown: Shown,
  browsing: Browsing,
  remark: string | undefined,
): Promise<ModalView> => {
  const state = await services.screens.requestsInModal(press, browsing, shown.extent)
  return requestsModal(words, shown, state, remark)
}

/** The list in the modal that was pressed; undefined if the press was elsewhere. */
const listModal = async (
  parts: SlackParts,
  press: Press,
  browsing: Browsing,
  remark?: string,
): Promise<ModalView | undefined> => {
  const shown = requestsShown.decode(press.modal?.private_metadata)
  return press.surface === 'modal' && shown ? drawModal(parts, press, shown, browsing, remark) : undefined
}

/** Another filter or page of Received or Sent. */
export const browseRequests = async (parts: SlackParts, press: Press): Answer => {
  const browsing = browsingValue.decode(press.value)
  if (!browsing) return {}
  if (press.surface === 'home') {
    await parts.services.browseHome({ ...press, state: browsingValue.encode(browsing) })
    return {}
  }
  const modal = await listModal(parts, press, browsing)
  if (modal) return show(parts, press, modal)
  const state = await parts.services.screens.requests(press, browsing)
  // A message in the DM stays; only a list the member called up is replaced by its next page.
  const replace_original = press.surface === 'list'
  return {
    afterwards: async () => press.respond?.({ ...requestsMessage(parts.words, state), replace_original }),
  }
}

/** Of the list in which the target was shown. */
const browsingOf = (target: { view?: string | undefined } | object): Browsing =>
  browsingValue.decode('view' in target ? target.view : undefined) ?? startOfRequests

/** Why a press did nothing. The list it was in is out of date, so it is redrawn. */
const sayNow = async (parts: SlackParts, press: Press, text: string, browsing: Browsing): Answer => {
  const modal = await listModal(parts, press, browsing, text)
  if (modal) return show(parts, press, modal)
  if (press.surface !== 'list') return say(parts, press, text)
  const state = await parts.services.screens.requests(press, browsing)
  return sayAbove(press, text, requestsMessage(parts.words, state))
}

/** The outbox refreshes cards and Home; a list that the member called up has to be redrawn here. */
const redrawList = async (parts: SlackParts, press: Press, browsing: Browsing): Answer => {
  const modal = await listModal(parts, press, browsing)
  if (modal) return show(parts, press, modal)
  if (press.surface !== 'list') return {}
  const state = await parts.services.screens.requests(press, browsing)
  return {
    afterwards: async () =>
      press.respond?.({ ...requestsMessage(parts.words, state), replace_original: true }),
  }
}
