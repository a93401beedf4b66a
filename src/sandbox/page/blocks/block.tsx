import { type JsonObject, objectAt, objectsAt, textAt } from '../../slack/json.ts'
import type { Block } from '../../slack/state/state.ts'
import { withEmoji } from '../mrkdwn/emoji.ts'
import { Chart } from './chart.tsx'
import { DataTable } from './data-table.tsx'
import { ElementView } from './element.tsx'
import { idsOf } from './ids.ts'
import { RichText } from './rich-text.tsx'
import { useSurface } from './surface.tsx'
import { Text } from './text.tsx'
import { Undrawable } from './undrawable.tsx'

export const Blocks = ({ blocks }: { blocks: readonly Block[] }) => (
  <div class="blocks">
    {blocks.map((block) => (
      <div key={block.block_id} class={`block block-${block.type}`}>
        <BlockView block={block} />
      </div>
    ))}
  </div>
)

const BlockView = ({ block }: { block: Block }) => {
  switch (block.type) {
    case 'header':
      return (
        <h3 class="block-header">
          <Text of={objectAt(block, 'text')} />
        </h3>
      )
    case 'divider':
      return <hr />
    case 'section':
      return <Section block={block} />
    case 'context':
      return (
        <>
          {objectsAt(block, 'elements').map((part, index) =>
            part.type === 'image' ? (
              <Picture key={index} of={part} class="context-image" />
            ) : (
              <span key={index}>
                <Text of={part} />
              </span>
            ),
          )}
        </>
      )
    case 'actions':
      return (
        <>
          {objectsAt(block, 'elements').map((element) => (
            <ElementView key={textAt(element, 'action_id') ?? ''} element={element} block={block} />
          ))}
        </>
      )
    case 'input':
      return <Input block={block} />
    case 'image':
      return (
        <figure>
          {objectAt(block, 'title') && (
            <figcaption>
              <Text of={objectAt(block, 'title')} />
            </figcaption>
          )}
          <Picture of={block} class="block-picture" />
        </figure>
      )
    case 'rich_text':
      return <RichText block={block} />
    case 'data_table':
      return <DataTable block={block} />
    case 'data_visualization':
      return <Chart block={block} />
    case 'alert':
      return (
        <div class={`alert-${textAt(block, 'level') ?? 'default'}`}>
          <Text of={objectAt(block, 'text')} />
        </div>
      )
    default:
      return <Undrawable what={`block “${block.type}”`} />
  }
}

const Section = ({ block }: { block: Block }) => {
  const accessory = objectAt(block, 'accessory')
  const fields = objectsAt(block, 'fields')
  return (
    <>
      <div class="section-text">
        {objectAt(block, 'text') && (
          <div class="text">
            <Text of={objectAt(block, 'text')} />
          </div>
        )}
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field, index) => (
              <div key={index}>
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div class="accessory">
          {accessory.type === 'image' ? (
            <Picture of={accessory} class="accessory-image" />
          ) : (
            <ElementView element={accessory} block={block} />
          )}
        </div>
      )}
    </>
  )
}

/** The label, the input, a hint, and what was wrong with the value. */
const Input = ({ block }: { block: Block }) => {
  const { errors } = useSurface()
  const element = objectAt(block, 'element') ?? {}
  const isGroup = element.type === 'radio_buttons' || element.type === 'checkboxes'
  const error = errors[block.block_id]
  const labelled = (
    <>
      <Text of={objectAt(block, 'label')} />
      {block.optional === true && <span class="optional"> (optional)</span>}
    </>
  )
  const ids = idsOf(block)
  return (
    <>
      {isGroup ? (
        <div class="label" id={ids.label}>
          {labelled}
        </div>
      ) : (
        <label class="label" id={ids.label} for={ids.control}>
          {labelled}
        </label>
      )}
      <ElementView element={element} block={block} />
      {error && (
        <p class="error" id={ids.error} role="alert">
          {withEmoji(error)}
        </p>
      )}
      {objectAt(block, 'hint') && (
        <p class="hint" id={ids.hint}>
          <Text of={objectAt(block, 'hint')} />
        </p>
      )}
    </>
  )
}

const Picture = ({ of, class: name }: { of: JsonObject; class: string }) => {
  const url = textAt(of, 'image_url')
  return url ? (
    <img class={name} src={url} alt={textAt(of, 'alt_text') ?? ''} />
  ) : (
    <Undrawable what="picture from a Slack file" />
  )
}
