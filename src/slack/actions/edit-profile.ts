import { type Press, type Reply, type SlackParts, show } from '../reply.ts'
import { profileModal } from '../views/profile-modal.ts'

/** Opens the form with what the member said of themselves so far. */
export const editProfile = async (parts: SlackParts, press: Press): Promise<Reply<never>> =>
  show(parts, press, profileModal(parts.words, await parts.services.ownProfile(press)))
