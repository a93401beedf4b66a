import { isFormer } from '../../../domain/former-member.ts'
import type { MemberId } from '../../../domain/ids.ts'
import { mention as mentionOf } from '../markup.ts'

/** A member within a sentence, as Slack renders them. One who was forgotten is nobody whom Slack knows. */
export const mention = (member: MemberId): string =>
  isFormer(member) ? 'a former member' : mentionOf(member)
