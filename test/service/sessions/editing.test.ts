import { describe, expect, it } from 'vitest'
import type { MemberId } from '../../../src/domain/ids.ts'
import type { Editing } from '../../../src/service/sessions/edit.ts'
import { anna, ben, cleo, scene, TUESDAY_9 } from '../scene.ts'

/** Ben has booked a session with Anna on Tuesday at nine. */
const given = async () => {
  const here = await scene()
  const { services, workspace, booked, openHome, told } = here
  const session = await booked({ actor: ben, mentor: anna, mentee: ben })
  await openHome(anna, ben)
  await told()
  const edit = (actor: MemberId, changes: Partial<Editing>) =>
    services.edit({ workspace, actor, session: session.id, topic: null, location: null, ...changes })
  return { ...here, session, edit }
}

describe('a session’s topic and place', () => {
  it('are changed by either side, quietly: messages change where they are, calendars get an update', async () => {
    const { session, edit, told } = await given()
    expect(await edit(ben, { topic: 'Indexes' })).toEqual({
      outcome: 'edited',
      session: { ...session, topic: 'Indexes', sequence: 1, editedBy: ben },
    })
    expect(await told()).toEqual([
      'calendar UANNA',
      'calendar UBEN',
      'home UANNA',
      'home UBEN',
      'session UANNA',
      'session UBEN',
    ])
    expect(await edit(anna, { location: 'Room 4' })).toEqual({
      outcome: 'edited',
      session: { ...session, topic: 'Indexes', location: 'Room 4', sequence: 2, editedBy: anna },
    })
  })

  it('stay as they are where nothing was changed, and nobody is told', async () => {
    const { session, edit, told } = await given()
    expect(await edit(ben, {})).toEqual({ outcome: 'unchanged', session })
    expect(await edit(ben, { topic: session.topic, location: session.location })).toEqual({
      outcome: 'unchanged',
      session,
    })
    expect(await told()).toEqual([])
  })

  it('are refused to a third member, when they are too long, and once the session has begun or was cancelled', async () => {
    const { session, services, workspace, clock, edit, told } = await given()
    const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason })
    expect(await edit(cleo, { topic: 'Mine' })).toEqual(refused('not_found'))
    expect(await edit(ben, { topic: 'x'.repeat(151) })).toEqual(refused('topic_too_long'))
    expect(await edit(ben, { location: 'x'.repeat(301) })).toEqual(refused('location_too_long'))
    clock.set(TUESDAY_9)
    expect(await edit(ben, { topic: 'Late' })).toEqual(refused('begun'))
    clock.set(TUESDAY_9 - 1)
    await services.cancel({ workspace, actor: anna, session: session.id, reason: null })
    await told()
    expect(await edit(ben, { topic: 'Later' })).toEqual(refused('cancelled'))
    expect(await told()).toEqual([])
  })
})
