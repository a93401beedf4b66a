import type { WebClient } from '@slack/web-api'
import type { Instant } from '../../domain/time/time.ts'
import type { PostedMessage } from '../../store/cards.ts'
import type { DeliveringClient } from '../web-api/client.ts'
import { findIn, inThread } from './find-message.ts'

export type NewFile = {
  name: string
  /** Its media type. */
  type: string
  content: Buffer
  /** What a picture shows, for those who do not see it: `MOST_ALT` at most. */
  alt?: string
}

/** As much as Slack takes. */
export const MOST_ALT = 1_000

/** Asks for an address and uploads: docs.slack.dev/messaging/working-with-files. @returns undefined if it failed */
export const upload = async (
  client: DeliveringClient,
  { name, type, content, alt }: NewFile,
): Promise<string | undefined> => {
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename: name,
    length: content.length,
    ...(alt && { alt_text: alt }),
  })
  if (!upload_url || !file_id) return undefined
  const isTaken = await client.upload(upload_url, content, type)
  return isTaken ? file_id : undefined
}

/** Into the thread of a message. */
export const share = async (
  client: WebClient,
  { channel, ts }: PostedMessage,
  id: string,
  { title, comment }: { title: string; comment: string },
) => {
  await client.files.completeUploadExternal({
    files: [{ id, title }],
    channel_id: channel,
    thread_ts: ts,
    initial_comment: comment,
  })
}

export const isIn = async (
  client: WebClient,
  thread: PostedMessage,
  file: string,
  at: Instant,
): Promise<boolean> =>
  (await findIn(inThread(client, thread), at, ({ files = [] }) => files.some(({ id }) => id === file))) !==
  undefined
