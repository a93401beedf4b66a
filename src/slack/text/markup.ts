import type { MemberId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time/time.ts'
import { formatInZone } from '../../domain/time/time-in-words.ts'

// C0 and C1 controls but for tab and line feed, line and paragraph separators, and the characters that turn the
// direction of what follows them: with those, words could be made to read as others.
const UNREADABLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** What a person typed, as it may be shown in rich text or plain text, where nothing of it can act. */
export const readable = (typed: string): string =>
  typed
    .replace(/\r\n?/g, '\n')
    .replace(UNREADABLE, (found) => (found === '\n' || found === '\t' ? found : ''))

/**
 * What a person typed, inside mrkdwn: the one escape function. Slack reads mentions, channels, broadcasts, links and
 * dates between `<` and `>` alone, so with these three as entities none of them acts (docs.slack.dev, Formatting
 * message text, Escaping). `*bold*` has no escape, and zero-width characters between are what people use to *make*
 * Slack format inside of words. So blocks quote people in rich text, which reads no markup at all (`peoples-text.ts`),
 * and this serves the `text` beside blocks: notifications and screen readers, which format nothing.
 */
export const plain = (typed: string): string =>
  readable(typed).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const mention = (member: MemberId): string => `<@${member}>`

/** An instant in the zone of whoever reads it; where Slack cannot tell, in UTC. */
export const moment = (instant: Instant): string =>
  `<!date^${Math.floor(instant / 1000)}^{date_short_pretty} at {time}|${formatInZone(instant, 'Etc/UTC', 'short')} UTC>`

const LONGEST_LINK = 1000

/** A web address that can stand in markup, or nothing where it is none: such links come back from modals. */
export const webAddress = (raw: string): string | undefined => {
  const url = URL.canParse(raw) ? new URL(raw) : undefined
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  return url.href.length <= LONGEST_LINK ? url.href : undefined
}

/** @param address as `webAddress` gives it */
export const link = (address: string, label: string): string =>
  `<${address.replace(/[<>|]/g, encodeURIComponent).replaceAll('&', '&amp;')}|${label}>`
