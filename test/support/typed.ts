import { DAY, MINUTE } from '../../src/domain/time/time.ts'
import type { Database } from '../../src/store/sql/database.ts'
import { type Actor, actor } from './actor.ts'
import type { Journey } from './app.ts'
import { mentorOf, WEDNESDAY_14 } from './host.ts'
import { fillInProfile } from './profile.ts'

/** Types the word, as the second question asks. */
export const forgets = async (member: Actor) => {
  await member.types('my data')
  await member.clickModal('Forget me')
  await member.submit()
  await member.fill('Type FORGET to confirm', 'forget')
  return member.submit()
}

/** When nothing that began before goes on any more, and the last traces are gone. */
export const tracesGo = async ({ clock, settle }: Journey) => {
  clock.advance(3 * MINUTE)
  await settle()
}

/** 24 November, 10:45 UTC: for Chandra a quarter past four, when a session from half past three is over. */
export const TUESDAY_AFTER_LUNCH = Date.UTC(2026, 10, 24, 10, 45)

/**
 * Chandra uses all that keeps words of hers. @returns her id, her name and a word of each
 * @param database where it is not the test worker's
 */
export const typeEverything = async (j: Journey, database?: Database): Promise<readonly string[]> => {
  const [ada, ben, chandra, dana] = [
    actor(j, 'ada'),
    actor(j, 'ben'),
    actor(j, 'chandra'),
    actor(j, 'dana'),
  ] as const
  for (const member of [ada, ben, chandra, dana]) await member.openHome()
  await fillInProfile(chandra, {
    ...{ mentors: true, seeks: true, headline: 'Zebrafish genetics', about: 'I keep quaggas' },
    ...{ helpsWith: ['Xylophones'], learns: ['Query plans'], avoids: ['@dana'] },
  })
  await fillInProfile(ben, { mentors: true, helpsWith: ['Query plans'], avoids: ['@chandra'] })
  await chandra.clickHome('Edit')
  await chandra.fill('Where', 'Yurt 12')
  await chandra.submit()
  await chandra.close()
  await chandra.types('offer @ben Let me show you my jellyfish')
  await chandra.types('request @ada Teach me about walruses')
  await dana.types('offer @chandra Any time')
  await chandra.types('suggest @ada to @ben Because of narwhals')
  await dana.types('suggest @chandra to @ada She knows')
  await dana.types('request @chandra On Tuesday?')
  await chandra.click('Accept', {
    message: chandra.dm().findLast((m) => JSON.stringify(m).includes('request.accept'))?.ts ?? '',
  })
  await chandra.pick('Tuesday 24 November', '15:30')
  await chandra.fill('Topic', 'Okapis and more')
  // For Dana it is late, so the form asks whether to book it anyway.
  await chandra.submit()
  await chandra.submit()
  await chandra.close()
  const own = await mentorOf(j, chandra, database)
  const hosted = await own.host({
    ...{ title: 'Manatees', description: 'All of them', location: 'Igloo', topics: [] },
  })
  await own.giveSeat(hosted, ada)
  const adas = await mentorOf(j, ada, database)
  await adas.host({ title: 'Open to all', startsAt: WEDNESDAY_14 + DAY, seats: 1, asks: true })
  await chandra.clickHome('Open sessions')
  await chandra.clickModal('Join')
  await chandra.fill('What would you like to talk about?', 'Capybaras')
  await chandra.submit()
  await chandra.close({ all: true })
  j.clock.set(TUESDAY_AFTER_LUNCH)
  await j.settle()
  await chandra.click('It was great')
  await chandra.fill('Would you like to add a line?', 'Dugongs rule')
  await chandra.submit()
  return [
    ...[chandra.id, 'Chandra', 'zebrafish', 'quagga', 'xylophone', 'yurt', 'jellyfish', 'walrus', 'narwhal'],
    ...['okapi', 'manatee', 'igloo', 'capybara', 'dugong'],
  ]
}
