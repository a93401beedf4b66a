import { memberOf, useMe, useScene } from '../scene.tsx'
import { formatDate } from './dates.ts'
import { emojiNamed, splitEmoji, withEmoji } from './emoji.ts'
import { type Piece, parseMrkdwn } from './parse.ts'

export const Mrkdwn = ({ text }: { text: string }) => <Pieces pieces={parseMrkdwn(text)} />

const Pieces = ({ pieces }: { pieces: Piece[] }) => (
  <>
    {pieces.map((piece, index) => (
      <PieceView key={index} piece={piece} />
    ))}
  </>
)

const PieceView = ({ piece }: { piece: Piece }) => {
  switch (piece.is) {
    case 'text':
      return <>{piece.text}</>
    case 'break':
      return <br />
    case 'bold':
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      )
    case 'quote':
      return (
        <blockquote>
          <Pieces pieces={piece.pieces} />
        </blockquote>
      )
    case 'code':
      return <code>{piece.text}</code>
    case 'pre':
      return <pre>{piece.text}</pre>
    case 'emoji':
      return <Emoji name={piece.name} />
    case 'user':
      return <Mention id={piece.id} />
    case 'channel':
      return <ChannelName id={piece.id} />
    case 'broadcast':
      return <span class="mention">{piece.label}</span>
    case 'link':
      return <Link url={piece.url}>{piece.label === piece.url ? piece.label : withEmoji(piece.label)}</Link>
    case 'date':
      return <Moment {...piece} />
  }
}

/** As in Slack, unknown names stay as typed. */
export const Emoji = ({ name, unicode }: { name: string; unicode?: string | undefined }) => {
  const character = unicode
    ? String.fromCodePoint(...unicode.split('-').map((code) => Number.parseInt(code, 16)))
    : emojiNamed(name)
  if (!character) return <>{`:${name}:`}</>
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll(/[_:]+/g, ' ')} title={`:${name}:`}>
      {character}
    </span>
  )
}

/** Text without other markup. */
export const EmojiText = ({ text }: { text: string }) => (
  <>
    {splitEmoji(text).map((piece, index) =>
      'text' in piece ? piece.text : <Emoji key={index} name={piece.name} />,
    )}
  </>
)

export const Mention = ({ id }: { id: string }) => {
  const { state } = useScene()
  return (
    <span class={id === state.me ? 'mention of-me' : 'mention'}>
      @{memberOf(state, id)?.name ?? 'somebody unknown'}
    </span>
  )
}

export const ChannelName = ({ id }: { id: string }) => {
  const { state, go } = useScene()
  const channel = state.conversations.find((one) => one.id === id && one.kind === 'channel')
  // Slack too keeps the name of a private channel from those who are not in it.
  if (!channel) return <span class="mention">private channel</span>
  return (
    <button type="button" class="mention" onClick={() => go({ in: 'channel', channel: channel.name })}>
      #{channel.name}
    </button>
  )
}

/** Links to this workspace's messages open here; all others open a new window. */
export const Link = ({ url, children }: { url: string; children: string }) => {
  const { state, go } = useScene()
  const { ts, id } = messageIn(url, state.workspace.domain) ?? {}
  const place = state.conversations.find((one) => one.id === id)
  if (ts && place) {
    const jump = (event: Event) => {
      event.preventDefault()
      go(place.kind === 'app' ? { in: 'app', tab: 'messages' } : { in: 'channel', channel: place.name })
      requestAnimationFrame(() => {
        const message = document.getElementById(`message-${ts}`)
        message?.scrollIntoView({ block: 'center' })
        message?.focus()
        message?.classList.add('is-pointed-at')
        setTimeout(() => message?.classList.remove('is-pointed-at'), 2500)
      })
    }
    return (
      <a href={`#message-${ts}`} onClick={jump}>
        {children}
      </a>
    )
  }
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}

const messageIn = (url: string, domain: string) => {
  const [, id, digits] =
    new RegExp(`^https://${domain}\\.slack\\.com/archives/(\\w+)/p(\\d{7,})`).exec(url) ?? []
  return digits === undefined ? undefined : { id, ts: `${digits.slice(0, -6)}.${digits.slice(-6)}` }
}

type MomentProps = { seconds: number; format: string; url?: string | undefined; begins?: boolean }

export const Moment = ({ seconds, format, url, begins = false }: MomentProps) => {
  const { now } = useScene()
  const { zone } = useMe()
  const at = seconds * 1000
  const text = formatDate(format, at, now(), zone)
  const shown = begins ? text.charAt(0).toUpperCase() + text.slice(1) : text
  const whole = `${formatDate('{date_long} at {time}', at, now(), zone)} (${zone})`
  return (
    <time dateTime={new Date(at).toISOString()} title={whole}>
      {url ? <Link url={url}>{shown}</Link> : shown}
    </time>
  )
}
