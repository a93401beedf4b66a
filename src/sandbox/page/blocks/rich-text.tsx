import type { ComponentChildren } from 'preact'
import { type JsonObject, objectAt, objectsAt, textAt } from '../../slack/json.ts'
import { withEmoji } from '../mrkdwn/emoji.ts'
import { ChannelName, Emoji, EmojiText, Link, Mention, Moment } from '../mrkdwn/mrkdwn.tsx'
import { Undrawable } from './undrawable.tsx'

export const RichText = ({ block }: { block: JsonObject }) => (
  <div class="rich-text">
    {objectsAt(block, 'elements').map((part, index) => (
      <Part key={index} part={part} />
    ))}
  </div>
)

const Part = ({ part }: { part: JsonObject }) => {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <p>
          <Inline of={part} />
        </p>
      )
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inline of={part} />
        </blockquote>
      )
    case 'rich_text_preformatted':
      return (
        <pre>
          <Inline of={part} isCode />
        </pre>
      )
    case 'rich_text_list':
      return <List of={part} />
    default:
      return <Undrawable what={`rich text “${String(part.type)}”`} />
  }
}

const List = ({ of }: { of: JsonObject }) => {
  const items = objectsAt(of, 'elements').map((item, index) => (
    <li key={index}>
      <Inline of={item} />
    </li>
  ))
  const indent = { marginLeft: `${Number(of.indent ?? 0) * 1.6}em` }
  return of.style === 'ordered' ? (
    <ol start={Number(of.offset ?? 0) + 1} style={indent}>
      {items}
    </ol>
  ) : (
    <ul style={indent}>{items}</ul>
  )
}

const Inline = ({ of, isCode = false }: { of: JsonObject; isCode?: boolean }) => (
  <>
    {objectsAt(of, 'elements').map((piece, index) => {
      const style = objectAt(piece, 'style') ?? {}
      return (
        <Styled key={index} style={style}>
          <Piece piece={piece} isCode={isCode || style.code === true} />
        </Styled>
      )
    })}
  </>
)

const Piece = ({ piece, isCode }: { piece: JsonObject; isCode: boolean }) => {
  const text = (key: string) => textAt(piece, key) ?? ''
  switch (piece.type) {
    case 'text':
      return isCode ? text('text') : <EmojiText text={text('text')} />
    case 'link': {
      const label = text('text')
      return <Link url={text('url')}>{label && label !== text('url') ? withEmoji(label) : text('url')}</Link>
    }
    case 'user':
      return <Mention id={text('user_id')} />
    case 'channel':
      return <ChannelName id={text('channel_id')} />
    case 'emoji':
      return (
        <Emoji
          name={piece.skin_tone ? `${text('name')}::skin-tone-${Number(piece.skin_tone)}` : text('name')}
          unicode={textAt(piece, 'unicode')}
        />
      )
    case 'broadcast':
      return <span class="mention">@{text('range')}</span>
    case 'date':
      return <Moment seconds={Number(piece.timestamp)} format={text('format')} url={textAt(piece, 'url')} />
    case 'color':
      return (
        <>
          {text('value')} <span class="swatch" style={{ background: text('value') }} />
        </>
      )
    default:
      return <Undrawable what={`rich text “${String(piece.type)}”`} />
  }
}

const Styled = ({ style, children }: { style: JsonObject; children: ComponentChildren }) => {
  let drawn = <>{children}</>
  if (style.code === true) drawn = <code>{drawn}</code>
  if (style.underline === true) drawn = <u>{drawn}</u>
  if (style.strike === true) drawn = <s>{drawn}</s>
  if (style.italic === true) drawn = <em>{drawn}</em>
  if (style.bold === true) drawn = <strong>{drawn}</strong>
  return drawn
}
