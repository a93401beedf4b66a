import { type Press, type Reply, type SlackParts, say, show } from '../reply.ts'
import { availabilityModal } from '../views/availability-modal.ts'

/** Opens the form with the member's own hours. */
export const editAvailability = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const own = await parts.services.ownAvailability(press)
  return own.outcome === 'refused'
    ? say(parts, press, parts.words.refusalText(own))
    : show(parts, press, availabilityModal(parts.words, own))
}
