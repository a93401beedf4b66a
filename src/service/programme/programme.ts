import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { mayDo } from '../../domain/programme/organisers.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Instant } from '../../domain/time/time.ts'
import { latestChanges, type RecordedChange } from '../../store/programme-changes.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Read } from '../act.ts'
import type { Refusal } from '../outcome.ts'
import { permission } from './permission.ts'

/** For those who may not see more: who organises, and whether the reader may join them. */
export type OrganisersState = {
  outcome: 'organisers'
  organisers: readonly MemberId[]
  mayNameSelf: boolean
}

export type ProgrammeState = {
  outcome: 'programme'
  organisers: readonly MemberId[]
  settings: Settings
  /** The latest, newest first. */
  changes: readonly RecordedChange[]
  /** Whether there are earlier ones, which are kept as well. */
  hasEarlier: boolean
  now: Instant
}

/** As many as a modal holds below the settings, if each needs a line for what was typed. */
export const MOST_CHANGES = 40

/** What `/mentor settings` shows to that member. */
export const programme = async (
  read: Read,
  { actor }: { workspace: WorkspaceId; actor: MemberId },
): Promise<ProgrammeState | OrganisersState | Refusal> => {
  const unmet = await read.meet([actor])
  if (unmet) return unmet
  return read(async (tx) => {
    const [{ place, organisers, refused }, settings, changes] = await Promise.all([
      permission(tx, actor, 'seeSettings'),
      workspaceSettings(tx),
      latestChanges(tx, MOST_CHANGES + 1),
    ])
    return refused
      ? { outcome: 'organisers', organisers, mayNameSelf: mayDo(place, 'nameSelf') }
      : {
          ...{ outcome: 'programme', organisers, settings, now: read.now() },
          changes: changes.slice(0, MOST_CHANGES),
          hasEarlier: changes.length > MOST_CHANGES,
        }
  })
}
