import type { ShownMessage } from '../page-server/wire.ts'
import { textAt } from '../slack/json.ts'
import { Blocks } from './blocks/block.tsx'
import { SurfaceContext } from './blocks/surface.tsx'
import { Face } from './face.tsx'
import { Icon } from './icons.tsx'
import { Menu } from './menu.tsx'
import { formatDate, timeOf } from './mrkdwn/dates.ts'
import { Mrkdwn } from './mrkdwn/mrkdwn.tsx'
import { memberOf, useMe, useScene } from './scene.tsx'

type MessageProps = { message: ShownMessage; channel: string; isFollowing: boolean }

export const MessageView = ({ message, channel, isFollowing }: MessageProps) => {
  const { state, acting, now } = useScene()
  const { zone } = useMe()
  const { ts, user, text, blocks, inputs, isEdited, files, replies, onlyYou } = message
  const author = memberOf(state, user)
  const at = Number(ts) * 1000
  const shortcuts = onlyYou ? [] : state.shortcuts.filter(({ type }) => type === 'message')
  const time = (
    <time
      class={isFollowing ? 'time-beside' : undefined}
      dateTime={new Date(at).toISOString()}
      title={`${formatDate('{date_long} at {time}', at, now(), zone)} (${zone})`}
    >
      {timeOf(at, zone)}
    </time>
  )
  return (
    <article
      id={`message-${ts}`}
      class={`message ${onlyYou ? 'only-you' : ''} ${isFollowing ? 'is-following' : ''}`}
      tabIndex={-1}
      aria-label={`${author?.name ?? 'Slack'}, ${timeOf(at, zone)}`}
    >
      <div class="gutter">{isFollowing ? time : <Face member={author} />}</div>
      <div class="content">
        {onlyYou && (
          <p class="privacy">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {!isFollowing && (
          <p class="byline">
            <strong>{author?.name ?? 'Slackbot'}</strong>
            {author?.role === 'app' && <span class="tag">App</span>}
            {time}
          </p>
        )}
        <SurfaceContext.Provider value={{ surface: { message: ts }, inputs, errors: {} }}>
          {blocks.length > 0 ? (
            <Blocks blocks={blocks} />
          ) : (
            text && (
              <div class="text">
                <Mrkdwn text={text} />
              </div>
            )
          )}
        </SurfaceContext.Provider>
        {files.map((file) => (
          <Attachment
            key={textAt(file, 'id') ?? ''}
            id={textAt(file, 'id') ?? ''}
            title={textAt(file, 'title') ?? ''}
            name={textAt(file, 'name') ?? ''}
            size={Number(file.size ?? 0)}
          />
        ))}
        {isEdited && <span class="edited">(edited)</span>}
        {replies.length > 0 && (
          <details
            class="thread"
            // At the end of the list it would open out of sight.
            onToggle={({ currentTarget }) => {
              if (currentTarget.open) currentTarget.scrollIntoView({ block: 'nearest' })
            }}
          >
            <summary>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</summary>
            {replies.map((reply, index) => (
              <MessageView key={reply.ts} message={reply} channel={channel} isFollowing={index > 0} />
            ))}
          </details>
        )}
      </div>
      {shortcuts.length > 0 && (
        <div class="message-tools">
          <Menu
            label="More actions"
            icon="dots"
            heading="Message shortcuts"
            items={shortcuts.map(({ name, callback_id }) => ({
              name,
              note: state.app.name,
              pick: () => void acting.act({ do: 'messageShortcut', callbackId: callback_id, channel, ts }),
            }))}
          />
        </div>
      )}
    </article>
  )
}

type AttachmentProps = { id: string; title: string; name: string; size: number }

const Attachment = ({ id, title, name, size }: AttachmentProps) => {
  const { route } = useScene()
  return (
    <a
      class="attachment"
      href={`/sandbox/files/${encodeURIComponent(id)}?as=${encodeURIComponent(route.as)}`}
      download={name}
    >
      <Icon name="file" />
      <span>
        <strong>{title || name}</strong>
        <small>
          {name} · {size < 1024 ? `${size} bytes` : `${Math.round(size / 1024)} kB`}
        </small>
      </span>
      <Icon name="download" />
      <span class="sr-only">, download</span>
    </a>
  )
}
