import type { LocalSlack } from '../slack/local-slack.ts'
import { profiles, type Said } from './people.ts'

/**
 * Everybody fills in the app's own form, one after another: the first ones name the topics from which the others choose,
 * and the embedded database takes one at a time anyway.
 */
export const fillInProfiles = async (slack: LocalSlack): Promise<void> => {
  for (const [handle, said] of Object.entries(profiles)) await fillIn(slack, handle, said)
}

const fillIn = async (slack: LocalSlack, handle: string, said: Said): Promise<void> => {
  const member = slack.member(`@${handle}`)
  await member.command('/mentor', 'profile')
  await slack.until(() => member.modal() !== undefined)
  await member.choose('listed_as', [...(said.mentors ? ['mentors'] : []), ...(said.seeks ? ['seeks'] : [])])
  await member.fill('headline', said.headline)
  await member.fill('about', said.about ?? '')
  await member.choose('helps_with', [...(said.helpsWith ?? [])])
  await member.choose('learns', [...(said.learns ?? [])])
  if (said.mentees !== undefined) await member.fill('mentee_limit', String(said.mentees))
  await member.submit()
  await member.close()
}
