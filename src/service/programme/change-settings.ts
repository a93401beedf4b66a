import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { asKept, changedIn, type SettingName, type Settings, settingFaults } from '../../domain/settings.ts'
import { saveSettings, workspaceSettings } from '../../store/workspaces.ts'
import type { Act } from '../act.ts'
import type { Refusal } from '../outcome.ts'
import { organise } from './organising.ts'

export type SettingsChanged =
  | { outcome: 'changed' | 'unchanged' }
  /** Nothing was saved: these cannot be set so. */
  | { outcome: 'faulty'; settings: readonly SettingName[] }

/** Sets all of these or nothing. They hold from the next act on; each that changes is recorded. */
export const changeSettings = (
  act: Act,
  { actor, changes }: { workspace: WorkspaceId; actor: MemberId; changes: Partial<Settings> },
): Promise<SettingsChanged | Refusal> =>
  organise(act, { actor, may: 'changeSettings' }, async (tx): Promise<SettingsChanged> => {
    const faults = settingFaults(changes)
    if (faults.length > 0) return { outcome: 'faulty', settings: faults }
    const had = await workspaceSettings(tx)
    const changed = changedIn(had, changes)
    if (changed.length === 0) return { outcome: 'unchanged' }
    saveSettings(tx, asKept(changes, changed))
    for (const setting of changed) tx.record({ kind: 'set', setting, settings: { ...had, ...changes } })
    return { outcome: 'changed' }
  })
