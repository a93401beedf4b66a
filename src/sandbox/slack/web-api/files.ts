import { type JsonObject, objectsAt, textAt } from '../json.ts'
import { mintId } from '../state/ids.ts'
import { postAsApp } from '../state/messages.ts'
import type { UploadedFile } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { accept, type Method, refuse } from './answer.ts'
import { findConversation } from './find-conversation.ts'

const FILES_WRITE = ['files:write']

/** The two calls around an upload: docs.slack.dev/messaging/working-with-files. */
export const files: { [name: string]: Method } = {
  'files.getUploadURLExternal': {
    scopes: FILES_WRITE,
    required: ['filename', 'length'],
    run: (world, args) => {
      const size = Number(args.length)
      if (!Number.isInteger(size) || size <= 0) return refuse('missing_argument')
      const id = mintId(world.state, 'F')
      const name = textAt(args, 'filename') ?? ''
      const alt = textAt(args, 'alt_text')
      world.state.files[id] = { id, name, title: name, ...(alt && { alt }), size, base64: '', done: false }
      return accept({ upload_url: `${world.baseUrl()}/upload/${id}`, file_id: id })
    },
  },
  'files.completeUploadExternal': {
    scopes: FILES_WRITE,
    required: ['files'],
    json: ['files', 'blocks'],
    run: (world, args) => {
      const { state } = world
      const channel = textAt(args, 'channel_id')
      const shared: UploadedFile[] = []
      for (const wanted of objectsAt(args, 'files')) {
        const file = state.files[textAt(wanted, 'id') ?? '']
        if (!file || file.base64 === '') return refuse('file_not_found')
        shared.push(Object.assign(file, { title: textAt(wanted, 'title') ?? file.name }))
      }
      if (channel !== undefined) {
        const found = findConversation(world, channel)
        if ('refusal' in found) return found.refusal
        if (found.channel && !found.channel.appIsMember) return refuse('not_in_channel')
        const threadTs = textAt(args, 'thread_ts')
        postAsApp(world, channel, {
          text: textAt(args, 'initial_comment') ?? '',
          ...(threadTs && { threadTs }),
          files: shared.map((file) => wireFile(world, file)),
        })
      }
      for (const file of shared) file.done = true
      world.changed({ what: 'files' })
      return accept({ files: shared.map((file) => wireFile(world, file)) })
    },
  },
}

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['ics', 'text/calendar'],
  ['csv', 'text/csv'],
  ['png', 'image/png'],
])

const wireFile = (world: World, { id, name, title, alt, size }: UploadedFile): JsonObject => {
  const kind = name.split('.').at(-1) ?? ''
  return {
    id,
    name,
    title,
    size,
    filetype: kind,
    mimetype: MEDIA_TYPES.get(kind) ?? 'application/octet-stream',
    ...(alt && { alt_txt: alt }),
    user: world.state.app.botUserId,
    mode: 'hosted',
    url_private: `${world.baseUrl()}/files/${id}/${encodeURIComponent(name)}`,
  }
}

/** Keeps what an upload URL received, raw or as the first part of a multipart form. */
export const keepUpload = (world: World, id: string, contentType: string, body: Buffer): boolean => {
  const file = world.state.files[id]
  if (file?.base64 !== '') return false
  file.base64 = firstPart(contentType, body).toString('base64')
  return true
}

const firstPart = (contentType: string, body: Buffer): Buffer => {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return body
  const start = body.indexOf('\r\n\r\n') + 4
  const end = body.indexOf(`\r\n--${boundary}`, start)
  return body.subarray(start, end < 0 ? undefined : end)
}
