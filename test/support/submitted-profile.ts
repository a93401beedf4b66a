import { emptyProfile, type SubmittedProfile } from '../../src/domain/directory/profile.ts'

/** What a test says of somebody's profile; topics by their names. */
export type SaidProfile = Partial<Omit<SubmittedProfile, 'helpsWith' | 'learns'>> & {
  helpsWith?: readonly string[]
  learns?: readonly string[]
}

const added = (names: readonly string[] = []) => names.map((add) => ({ add }))

/** The same as its form submits it; what a test does not say is as at first. */
export const submitted = ({ helpsWith, learns, ...said }: SaidProfile): SubmittedProfile => ({
  ...emptyProfile,
  avoided: [],
  ...said,
  helpsWith: added(helpsWith),
  learns: added(learns),
})
