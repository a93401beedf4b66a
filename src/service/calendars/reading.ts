import {
  type CalendarReading,
  type CalendarWanted,
  calendarPace,
  KNOWN_AHEAD,
  READ_AHEAD,
  type Validators,
} from '../../domain/calendars/reading.ts'
import type { WorkspaceId } from '../../domain/ids.ts'
import { uidOf } from '../../domain/sessions/session.ts'
import { DAY, type Instant, type Interval, MINUTE } from '../../domain/time/time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import {
  type DueSource,
  keepFault,
  keepReading,
  keepUnchanged,
  takeDueSources,
} from '../../store/calendar-readings.ts'
import { sessionsSince } from '../../store/outside-times.ts'
import { lockWorkspace } from '../../store/workspaces.ts'
import { type ActTx, changeIn, type Parts } from '../act.ts'
import { homeNotices } from '../notices.ts'
import { usingAccess } from './access.ts'
import type { Calendars } from './calendars.ts'

/** Sources of one address, which are read with one fetch. */
export type Together = readonly [DueSource, ...DueSource[]]

/**
 * How long nobody else reads what one process has taken: longer than any reading lasts. Its file may have to wait for those
 * of fifteen others (`worker/calendar-reader.ts`), each of which takes ten seconds at the most.
 */
const LEASE = 4 * MINUTE
/** A calendar is read a little into the past, for what goes on now. */
const READ_BACK = DAY
const SOON = MINUTE
/** After so many failures in a row the member is told, once. */
const TOLD_AFTER = 2

/** What the worker does to know when members are busy outside. */
export const calendarReading = (parts: Parts, calendars: Calendars) => {
  const change = (workspace: WorkspaceId) => changeIn(parts, workspace)
  return {
    /** Takes up to so many addresses that are to be read now; whoever asks next gets others. */
    take: (workspace: WorkspaceId, addresses: number): Promise<readonly Together[]> =>
      parts.inWorkspace(workspace, async (tx) => {
        const now = parts.clock.now()
        const locked = tx.behind(lockWorkspace)
        return together(await takeDueSources(locked, { now, until: now + LEASE, addresses }))
      }),

    /** Reads an address and keeps what it says, or that it could not be read. */
    read: async (workspace: WorkspaceId, sources: Together): Promise<void> => {
      const { reading, at } = await ask(parts, calendars, workspace, sources)
      await change(workspace)(lockWorkspace, (tx) => keep(tx, sources, reading, at))
    },
  }
}

export type Asked = { reading: CalendarReading; at: { readAt: Instant; window: Interval } }

/** @throws KeyMissing if what it takes to read it was sealed with a key that is gone */
export const ask = async (
  parts: Parts,
  calendars: Calendars,
  workspace: WorkspaceId,
  sources: Together,
): Promise<Asked> => {
  const [first] = sources
  const readAt = parts.clock.now()
  const window = { start: readAt - READ_BACK, end: readAt + READ_AHEAD }
  const ours = await parts.inWorkspace(workspace, (tx) =>
    sessionsSince(
      tx,
      sources.map(({ member }) => member),
      window.start,
    ),
  )
  const known = unchangedSince(sources, readAt)
  const wanted: CalendarWanted = {
    window,
    zones: [...new Set(sources.map(({ zone }) => zone))],
    ours: new Set(ours.map((id) => uidOf({ id }))),
    ...(known && { known }),
  }
  const found = await usingAccess(parts, calendars, workspace, first, (access) =>
    calendars.reach.read(access, wanted),
  )
  const reading: CalendarReading = 'state' in found ? found : { state: 'not_known', ...found }
  return { reading, at: { readAt, window } }
}

export const together = (sources: readonly DueSource[]): readonly Together[] => {
  const groups = new Map<string, [DueSource, ...DueSource[]]>()
  for (const source of sources) {
    const group = groups.get(source.readWith)
    if (group) group.push(source)
    else groups.set(source.readWith, [source])
  }
  return [...groups.values()]
}

/**
 * The version that all of them were read from, so that it need not be read again if it is still the same. None if one of
 * them was never read, or in another zone, or if what is known ends too soon.
 */
const unchangedSince = (sources: Together, now: Instant): Validators | undefined => {
  const [{ validators }] = sources
  const isKnown = sources.every(
    ({ zone, readIn, knownUntil, validators: own }) =>
      readIn === zone &&
      knownUntil !== null &&
      knownUntil > now + KNOWN_AHEAD &&
      own.etag === validators.etag &&
      own.lastModified === validators.lastModified &&
      own.digest === validators.digest,
  )
  return isKnown ? validators : undefined
}

export const keep = async (
  tx: ActTx<void>,
  sources: Together,
  reading: CalendarReading,
  { readAt, window }: Asked['at'],
): Promise<void> => {
  const [{ kind }] = sources
  const { every } = calendarPace[kind]
  const waiting = sources.filter(({ asked }) => asked).map(({ member }) => member)
  const idsOf = (some: readonly DueSource[]) => some.map(({ id }) => id)
  if (reading.state === 'not_known') {
    // One that was never read has just been connected, and its owner wants to know.
    const isNew = sources.some(({ knownUntil, failures }) => knownUntil === null && failures === 0)
    const dueAt = tx.now() + Math.max(isNew ? SOON : every, reading.after ?? 0)
    keepFault(tx, idsOf(sources), reading.fault, dueAt)
    const failed = (times: number) => sources.filter(({ failures }) => failures + 1 === times)
    tx.tell([
      ...homeNotices(...waiting, ...failed(1).map(({ member }) => member)),
      ...failed(TOLD_AFTER).map(
        ({ id, member }) => ({ kind: 'calendarFault', to: member, source: id }) as const,
      ),
    ])
    return
  }
  const at = { readAt, dueAt: tx.now() + every }
  if (reading.state === 'unchanged') keepUnchanged(tx, idsOf(sources), at)
  else
    for (const [zone, busy] of reading.busy) {
      const { unclear, validators } = reading
      keepReading(tx, idsOf(inZone(sources, zone)), { zone, busy, window, unclear, validators }, at)
    }
  const isNews = ({ failures, knownUntil }: DueSource) => failures > 0 || knownUntil === null
  tx.tell(homeNotices(...waiting, ...sources.filter(isNews).map(({ member }) => member)))
}

const inZone = (sources: Together, wanted: Zone) => sources.filter(({ zone }) => zone === wanted)
