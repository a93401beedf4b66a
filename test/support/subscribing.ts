import type { Actor } from './actor.ts'

/** A new address under which a calendar subscribes to a member's sessions, from the modal that shows it once. */
export const addressOf = async (member: Actor): Promise<string> => {
  await member.types('sessions')
  await member.clickEphemeral('Subscribe')
  await member.clickModal('Get an address')
  const [address] = /https?:\S+\.ics/.exec(member.modal().join('\n')) ?? []
  if (address === undefined) throw new Error('no address is shown')
  await member.close({ all: true })
  return address
}
