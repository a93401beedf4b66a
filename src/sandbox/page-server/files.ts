import { textAt } from '../slack/json.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import { isInChannel } from '../slack/state/channels.ts'
import { memberOfDm } from '../slack/state/messages.ts'

/** A file attached to a message that this member can see. */
export const fileOf = ({ state }: LocalSlack, memberId: string, fileId: string) => {
  const isSeen = Object.entries(state.messages).some(([channel, messages]) => {
    const known = state.channels[channel]
    if (known ? !isInChannel(known, memberId) : memberOfDm(state, channel) !== memberId) return false
    return messages.some(({ files = [] }) => files.some((file) => textAt(file, 'id') === fileId))
  })
  const file = isSeen ? state.files[fileId] : undefined
  return file && { name: file.name, bytes: Buffer.from(file.base64, 'base64') }
}
