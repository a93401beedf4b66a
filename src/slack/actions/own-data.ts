import { type Press, type Reply, type SlackParts, say, show } from '../reply.ts'
import { forgetModal } from '../views/forget-modals.ts'
import { ownDataModal } from '../views/own-data-modal.ts'

export const showOwnData = async (parts: SlackParts, press: Press): Promise<Reply<never>> =>
  show(parts, press, ownDataModal(parts.words, await parts.services.myData.page(press)))

export const sendOwnData = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  await parts.services.sendMyData({ workspace: press.workspace, actor: press.actor })
  return say(parts, press, parts.words.ownData.fileComes)
}

export const forgetMe = async (parts: SlackParts, press: Press): Promise<Reply<never>> =>
  show(parts, press, forgetModal(parts.words))
