import type { DeliveryId, MemberId } from '../../domain/ids.ts'
import type { OwnData } from '../../service/own-data/my-data.ts'
import { fileRefused } from '../views/file-refused.ts'
import { type DeliveringClient, verdict } from '../web-api/client.ts'
import { type Delivers, recordNothing } from './delivering.ts'
import { findIn, inDm } from './find-message.ts'
import { postAnew } from './post.ts'
import { type NewFile, upload } from './thread-file.ts'

/**
 * Sends the member all that is kept about them as a file in their DM. If the workspace lets the app upload nothing, a
 * message says so, and what to do. The file's name carries the delivery's id, by which a repeat finds it.
 */
export const ownData: Delivers<'ownData'> = async (parts, delivery, { to }) => {
  const { client, heldLane, myData, words, step } = parts
  const { channel } = await client.conversations.open({ users: to })
  if (!channel?.id) return { outcome: 'retry', reason: 'Slack opened no DM', refused: true }
  const name = fileName(delivery.id)
  const isThere = async () =>
    delivery.attemptedAt !== null &&
    (await findIn(inDm(client, channel.id ?? ''), delivery.attemptedAt, ({ files = [] }) =>
      files.some((file) => file.name === name),
    )) !== undefined
  if (await isThere()) return { outcome: 'sent' }
  const data = await step('read', () => myData.all(delivery.workspace, to))
  const file = await uploaded(client, { name, type: 'application/json', content: asFile(to, data) })
  if (file === 'not allowed')
    return postAnew(parts, delivery, {
      to,
      posted: null,
      content: async () => fileRefused(words.ownData.fileRefused),
      recording: recordNothing,
    })
  if (!file) return { outcome: 'retry', reason: 'the file was not taken', refused: true }
  await heldLane.attempt(delivery)
  await client.files.completeUploadExternal({
    files: [{ id: file, title: words.ownData.fileTitle }],
    channel_id: channel.id,
    initial_comment: words.ownData.fileComment,
  })
  return { outcome: 'sent' }
}

/** Slack's refusals of all uploads, by its scopes or the workspace's settings. */
const uploaded = async (
  client: DeliveringClient,
  file: NewFile,
): Promise<string | undefined | 'not allowed'> => {
  try {
    return await upload(client, file)
  } catch (error) {
    if (verdict(error).means === 'final') return 'not allowed'
    throw error
  }
}

const fileName = (delivery: DeliveryId) => `mentorship-data-${delivery}.json`

const asFile = (member: MemberId, data: OwnData) =>
  Buffer.from(`${JSON.stringify({ member, ...data }, null, 2)}\n`, 'utf8')
