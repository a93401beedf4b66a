import { type MemberId, memberId } from './ids.ts'

/** No id of Slack's begins so. */
const FORMER = 'former-'

/** Who stands in the others' history for a member who was forgotten. @param random so that nothing leads back to them */
export const formerMember = (random: string): MemberId => memberId(`${FORMER}${random}`)

export const isFormer = (member: MemberId): boolean => member.startsWith(FORMER)
