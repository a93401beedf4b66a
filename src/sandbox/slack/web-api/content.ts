import { isObject, type JsonObject, textAt } from '../json.ts'
import { checkBlocks, isTooLongForMessage } from '../rules/surfaces.ts'
import type { Content } from '../state/messages.ts'
import type { World } from '../state/world.ts'
import { type Answer, refuse, refuseBreach, refuseFindings } from './answer.ts'

/** Slack truncates longer texts (docs: chat.postMessage, "Truncating content"). */
const TEXT_KEPT = 40_000

/**
 * Checks a message's text, blocks and metadata against Slack's rules.
 * @returns the content and the rules that it merely bends, or the refusal
 */
export const readContent = (
  world: World,
  args: JsonObject,
): { content: Content; warnings: string[] } | { refusal: Answer } => {
  const text = textAt(args, 'text') ?? ''
  const { blocks, metadata } = args
  const hasBlocks = blocks !== undefined && !(Array.isArray(blocks) && blocks.length === 0)
  if (args.attachments !== undefined) {
    return { refusal: refuseBreach('invalid_attachments', 'the local Slack takes no attachments') }
  }
  if (!hasBlocks && text === '') return { refusal: refuseBreach('no_text', 'neither text nor blocks') }
  if (hasBlocks) {
    if (!Array.isArray(blocks)) {
      return { refusal: refuseBreach('invalid_blocks_format', '`blocks` is not an array') }
    }
    // Slack draws a new block in some places and for some workspaces first; no app can know where.
    const undrawn = blocks.findIndex((block) => isObject(block) && world.undrawn.has(String(block.type)))
    if (undrawn >= 0)
      return {
        refusal: refuse('invalid_blocks', {
          errors: [`unsupported type [json-pointer:/blocks/${undrawn}/type]`],
        }),
      }
    const findings = checkBlocks(blocks, 'message', '/blocks')
    if (findings.length > 0) return { refusal: refuseFindings('invalid_blocks', findings) }
    if (isTooLongForMessage(blocks)) {
      return { refusal: refuseBreach('msg_blocks_too_long', 'about 13,000 characters of text fit a message') }
    }
  }
  if (metadata !== undefined && !isMetadata(metadata)) return { refusal: refuse('invalid_metadata_format') }
  const threadTs = textAt(args, 'thread_ts')
  return {
    content: {
      text: text.slice(0, TEXT_KEPT),
      ...(hasBlocks && { blocks }),
      ...(isMetadata(metadata) && { metadata }),
      ...(threadTs && { threadTs }),
    },
    warnings: [
      ...(text === '' ? ['no `text`: screen readers and notifications have nothing to say'] : []),
      ...(text.length > TEXT_KEPT ? [`\`text\` was cut to ${TEXT_KEPT} characters`] : []),
    ],
  }
}

const isMetadata = (metadata: unknown): metadata is JsonObject =>
  isObject(metadata) && typeof metadata.event_type === 'string' && isObject(metadata.event_payload)
