import type { MemberId } from '../../domain/ids.ts'
import { spellOut } from '../../domain/spell-out.ts'

// C0 and C1 controls except tab and line feed, line and paragraph separators, and the characters that change text
// direction, which could make words read as others.
const UNREADABLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** Typed text made safe for rich text or plain text, where none of it can act as markup. */
export const readable = (typed: string): string =>
  typed
    .replace(/\r\n?/g, '\n')
    .replace(UNREADABLE, (found) => (found === '\n' || found === '\t' ? found : ''))

/**
 * Escapes typed text for mrkdwn; the only escape function. Slack reads mentions, channels, broadcasts, links and dates
 * only between `<` and `>`, so turning `&`, `<` and `>` into entities disables them all (docs.slack.dev, Formatting
 * message text, Escaping). `*bold*` has no escape, and zero-width characters do not help: people use them to *make*
 * Slack format inside words. So blocks quote people in rich text, which reads no markup (`peoples-text.ts`), and this
 * serves the `text` beside blocks, for notifications and screen readers, which format nothing.
 */
export const plain = (typed: string): string =>
  readable(typed).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const mention = (member: MemberId): string => `<@${member}>`

const LONGEST_LINK = 1000

/** A web address safe to put in markup, or undefined if it is not one: such links come back from modals. */
export const webAddress = (raw: string): string | undefined => {
  const url = URL.canParse(raw) ? new URL(raw) : undefined
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  return url.href.length <= LONGEST_LINK ? url.href : undefined
}

/** @param address as `webAddress` gives it */
export const link = (address: string, label: string): string =>
  `<${address.replace(/[<>|]/g, encodeURIComponent).replaceAll('&', '&amp;')}|${label}>`

/** A name as part of a file name that any disk takes: `Zoë van Dijk` → `Zoe-van-Dijk`. Empty if no letter is Latin. */
export const inFileName = (name: string): string =>
  spellOut(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
