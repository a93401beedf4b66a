import { textAt } from '../slack/json.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import { memberOfDm } from '../slack/state/messages.ts'

/** A file attached to a message that this member can see. */
export const fileOf = ({ state }: LocalSlack, memberId: string, fileId: string) => {
  const isSeen = Object.entries(state.messages).some(([channel, messages]) => {
    const owner = memberOfDm(state, channel)
    if (owner !== undefined && owner !== memberId) return false
    return messages.some(({ files = [] }) => files.some((file) => textAt(file, 'id') === fileId))
  })
  const file = isSeen ? state.files[fileId] : undefined
  return file && { name: file.name, bytes: Buffer.from(file.base64, 'base64') }
}
