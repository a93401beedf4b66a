import type { MemberId } from '../ids.ts'

/** What an organiser did, as it is kept and shown in the settings. */
export type ProgrammeChange = { kind: 'named' | 'removed'; member: MemberId }
