import type { Press, Reply, SlackParts } from '../reply.ts'
import { profileModal } from '../views/profile-modal.ts'
import { showAboveSearch } from './above-search.ts'

/** Opens the form with what the member said of themselves so far. */
export const editProfile = async (parts: SlackParts, press: Press): Promise<Reply<never>> =>
  showAboveSearch(parts, press, profileModal(parts.words, await parts.services.ownProfile(press)))
