import { shownSearch } from '../modals/open-find.ts'
import { type Press, type Reply, type SlackParts, show, showAbove } from '../reply.ts'
import { profileModal } from '../views/profile-modal.ts'

/** Opens the form with what the member said of themselves so far. */
export const editProfile = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const view = profileModal(parts.words, await parts.services.ownProfile(press))
  return (shownSearch(press.modal) ? showAbove : show)(parts, press, view)
}
