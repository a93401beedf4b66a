import { hashOfSecret, newCalendarSecret } from '../../service/calendars/own-address.ts'
import { type Press, type Reply, type SlackParts, say, show } from '../reply.ts'
import { addressModal, subscribeModal } from '../views/subscribe-modal.ts'

type Answer = Promise<Reply<never>>

/** How one's sessions come into a calendar that subscribes to them. */
export const showSubscribing = (parts: SlackParts, press: Press): Answer => showAgain(parts, press)

/** Makes an address, and shows it this once. */
export const newCalendarAddress = async (parts: SlackParts, press: Press): Answer => {
  const { workspace, actor } = press
  const publicUrl = parts.publicUrl()
  if (publicUrl === undefined) return showAgain(parts, press)
  const secret = newCalendarSecret()
  const secretHash = hashOfSecret(secret)
  const made = await parts.services.makeCalendarAddress({ workspace, actor, secretHash })
  if (made.outcome === 'refused') return say(parts, press, parts.words.refusalText(made))
  // A repeat of the press made none: the first one's secret is no longer known.
  return made.secretHash === secretHash
    ? show(parts, press, addressModal(parts.words, `${publicUrl}/calendar/${secret}.ics`))
    : showAgain(parts, press, parts.words.subscribing.repeated)
}

export const endCalendarAddress = async (parts: SlackParts, press: Press): Answer => {
  const { workspace, actor } = press
  const ended = await parts.services.endCalendarAddress({ workspace, actor })
  return ended.outcome === 'refused'
    ? say(parts, press, parts.words.refusalText(ended))
    : showAgain(parts, press, parts.words.subscribing.ended)
}

const showAgain = async (parts: SlackParts, press: Press, remark?: string): Answer => {
  const own = await parts.services.ownCalendarAddress(press)
  const isReachable = parts.publicUrl() !== undefined
  return show(
    parts,
    press,
    subscribeModal(parts.words, { ...own, isReachable, ...(remark !== undefined && { remark }) }),
  )
}
