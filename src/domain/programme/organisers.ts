import type { MemberId } from '../ids.ts'
import type { Member } from '../member.ts'

/** A member's place in the programme; `admin`: an owner or admin of the workspace, by their Slack account. */
export type Place = 'organiser' | 'admin' | 'member'

/** What only some may do, and who may (spec 9-programme, Organisers). The one place that says so. */
const allowed = {
  seeReport: ['organiser'],
  seeSettings: ['organiser'],
  changeSettings: ['organiser'],
  nameOrganiser: ['organiser'],
  nameSelf: ['organiser', 'admin'],
  removeOrganiser: ['organiser'],
} as const satisfies Readonly<Record<string, readonly Place[]>>

export type ProgrammeAct = keyof typeof allowed

export const mayDo = (place: Place, act: ProgrammeAct): boolean => {
  const places: readonly Place[] = allowed[act]
  return places.includes(place)
}

/**
 * Where nobody was named, as with a token from the environment, which nobody is known to have installed, Slack's owners
 * and admins organise.
 * @param named those whose account is not gone
 */
export const placeOf = (
  { id, isAdmin, isDeactivated }: Pick<Member, 'id' | 'isAdmin' | 'isDeactivated'>,
  named: readonly MemberId[],
): Place => {
  if (isDeactivated) return 'member'
  if (named.includes(id)) return 'organiser'
  if (!isAdmin) return 'member'
  return named.length === 0 ? 'organiser' : 'admin'
}

/** As many as a list of names can hold and still be read. */
export const MOST_ORGANISERS = 20

/** The last one cannot go: nobody but an admin could then change anything. */
export const canGo = (named: readonly MemberId[]): boolean => named.length > 1
