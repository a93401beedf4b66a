import { createHash } from 'node:crypto'
import { type AddressFault, feedAddress } from '../../domain/calendars/feed-address.ts'
import {
  type CalendarAccess,
  type CalendarSource,
  type FeedAccess,
  MOST_FEEDS,
} from '../../domain/calendars/reading.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { sealAccess } from '../../store/calendar-access.ts'
import { insertSource, isConnected, sourcesOf } from '../../store/calendar-sources.ts'
import type { Act } from '../act.ts'
import { homeNotices } from '../notices.ts'
import type { Refusal } from '../outcome.ts'
import type { Calendars } from './calendars.ts'

/** `user` and `password`: of a CalDAV account; both empty for an address that is open to whoever knows it. */
export type ConnectingFeed = {
  workspace: WorkspaceId
  actor: MemberId
  typed: string
  user: string
  password: string
}

/** Nothing was connected, and why. */
export type NotConnected = {
  outcome: 'faulty'
  fault: AddressFault | 'connected_already' | 'too_many' | 'no_key' | 'half_a_login'
}
export type Connected = { outcome: 'connected'; host: string }

/** Connects the calendar at an address. What is there shows when it is read, which begins at once. */
export const connectFeed =
  (calendars: Calendars | undefined) =>
  async (
    act: Act,
    { workspace, actor, typed, ...login }: ConnectingFeed,
  ): Promise<Connected | NotConnected | Refusal> => {
    if (!calendars) return faulty('no_key')
    const { sealing, reach, wake } = calendars
    const given = feedAddress(typed, reach.allowPrivate)
    if ('fault' in given) return faulty(given.fault)
    const { address, host } = given
    const [user, password] = [login.user.trim(), login.password.trim()]
    if ((user === '') !== (password === '')) return faulty('half_a_login')
    const access: CalendarAccess =
      user === '' ? { kind: 'feed', address } : { kind: 'caldav', address, user, password }
    const connected = await act({ members: [actor] }, async (tx): Promise<Connected | NotConnected> => {
      const id = tx.nextId()
      const readWith = access.kind === 'feed' ? sameAddress(workspace, access) : id
      const [sources, isTwice] = await Promise.all([
        sourcesOf(tx, actor),
        isConnected(tx, actor, readWith),
        tx.held,
      ])
      if (isTwice) return faulty('connected_already')
      if (sources.filter(isTyped).length >= MOST_FEEDS) return faulty('too_many')
      const secret = sealAccess(sealing, workspace, id, access)
      insertSource(
        tx,
        { id, member: actor, kind: access.kind, host, secret, readWith, writes: false },
        tx.now(),
      )
      tx.tell(homeNotices(actor))
      return { outcome: 'connected', host }
    })
    wake()
    return connected
  }

const isTyped = ({ kind }: CalendarSource) => kind === 'feed' || kind === 'caldav'

const faulty = (fault: NotConnected['fault']): NotConnected => ({ outcome: 'faulty', fault })

/**
 * Equal for sources that one fetch reads. The address cannot be told from it: a secret one is too long to be guessed. A
 * password may be short enough, so each account is read for itself.
 */
const sameAddress = (workspace: WorkspaceId, access: FeedAccess): string =>
  createHash('sha256')
    .update(`${workspace} ${JSON.stringify(access)}`)
    .digest('base64url')
