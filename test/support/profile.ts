import type { Actor } from './actor.ts'

type Said = {
  mentors?: boolean
  seeks?: boolean
  headline?: string
  about?: string
  helpsWith?: string[]
  learns?: string[]
  mentees?: string
  takesSuggestions?: boolean
  avoids?: string[]
}

/** Saves a profile through its form, as its member would. */
export const fillInProfile = async (actor: Actor, said: Said): Promise<void> => {
  const { mentors, seeks, headline = '', about = '', helpsWith = [], learns = [], mentees = '' } = said
  const { takesSuggestions = true } = said
  await actor.types('profile')
  await actor.choose('In the directory', [
    ...(mentors ? ['I mentor'] : []),
    ...(seeks ? ["I'm looking for a mentor"] : []),
  ])
  await actor.fill('Headline', headline)
  await actor.fill('About you', about)
  await actor.choose('Topics I can help with', helpsWith)
  await actor.choose("Topics I'd like to learn", learns)
  await actor.fill('Mentees at a time', mentees)
  await actor.choose('Suggestions', takesSuggestions ? ['People may suggest others to me'] : [])
  await actor.choose("People I'd rather not be matched with", said.avoids ?? [])
  await actor.submit()
  await actor.close()
}
