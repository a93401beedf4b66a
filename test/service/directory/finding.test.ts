import { describe, expect, it } from 'vitest'
import { memberId } from '../../../src/domain/ids.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import { services } from '../../../src/service/services.ts'
import { account } from '../../support/world.ts'
import { anna, ben, cleo } from '../scene.ts'
import { directory } from './listed.ts'

const [grace, alan, edsger] = [memberId('UGRACE'), memberId('UALAN'), memberId('UEDSGER')]

describe('the directory', () => {
  it('lists those who say that they mentor for everybody, with what they say of themselves', async () => {
    const { page, clock } = await directory({
      UGRACE: { mentors: true, headline: 'Compilers', about: 'Ask me.', helpsWith: ['Compilers', 'Careers'] },
      UALAN: { headline: 'Not listed' },
    })
    expect(await page(anna, { words: 'careers' })).toEqual({
      outcome: 'found',
      listedAs: 'mentor',
      results: [
        {
          member: { id: grace, fullName: 'ugrace', picture: null, title: null, zone: 'UTC' },
          headline: 'Compilers',
          about: 'Ask me.',
          topics: [
            { topic: { id: expect.any(String), name: 'Careers' }, matches: true },
            { topic: { id: expect.any(String), name: 'Compilers' }, matches: false },
          ],
          isFull: false,
          openSessions: 0,
          nextFree: {
            start: Date.UTC(2026, 10, 24, 9),
            end: Date.UTC(2026, 10, 24, 9, 30),
            isUnchecked: false,
          },
          seenAt: clock.now(),
        },
      ],
      hasMore: false,
      topic: null,
      nobodyListed: false,
      isMentor: false,
      now: clock.now(),
    })
  })

  it('lists those who look for a mentor for listed mentors only, while these take requests', async () => {
    const { found, services, workspace } = await directory({
      UGRACE: { mentors: true },
      UALAN: { seeks: true, headline: 'Wants to learn' },
    })
    const seekers = { workspace, listedAs: 'seeker', words: '', topic: null, shown: [] } as const
    const refused = { outcome: 'refused', reason: 'mentors_only' }
    expect(await services.find({ ...seekers, actor: anna })).toEqual(refused)
    expect(await services.find({ ...seekers, actor: alan })).toEqual(refused)
    expect(await found(grace, '', seekers)).toEqual([alan])
    await services.pause({ workspace, actor: grace, paused: true })
    expect(await services.find({ ...seekers, actor: grace })).toEqual(refused)
  })

  it('says when there is nobody at all, but not why somebody cannot be found', async () => {
    const { page, save } = await directory({ UGRACE: { mentors: true } })
    expect((await page(grace)).nobodyListed).toBe(true)
    expect(await page(anna, { words: 'nothing like it' })).toMatchObject({ results: [], nobodyListed: false })
    await save(grace, { mentors: true, avoided: [anna] })
    expect(await page(anna)).toMatchObject({ results: [], nobodyListed: true })
    expect(await page(anna, { words: 'ugrace' })).toMatchObject({ results: [], nobodyListed: true })
    expect(await page(ben)).toMatchObject({ results: [{ member: { id: grace } }], nobodyListed: false })
  })

  it('keeps apart who avoids whom, in both directions', async () => {
    const { found, save } = await directory({
      UGRACE: { mentors: true },
      UALAN: { mentors: true, avoided: [anna] },
    })
    await save(anna, { avoided: [grace] })
    expect(await found(anna, '')).toEqual([])
    await save(anna, { mentors: true })
    expect(await found(anna, '')).toEqual([grace])
    expect(await found(alan, '')).toEqual([grace])
    expect(new Set(await found(ben, ''))).toEqual(new Set([grace, alan, anna]))
  })

  it('does not list members who paused, left, or may not take part', async () => {
    const { found, services, workspace, rows } = await directory({
      UGRACE: { mentors: true },
      UALAN: { mentors: true },
    })
    await services.pause({ workspace, actor: grace, paused: true })
    expect(await found(anna, '')).toEqual([alan])
    await services.pause({ workspace, actor: grace, paused: false })
    await services.learn({ workspace, account: account('UALAN', { isDeactivated: true }), seenAt: null })
    expect(await found(anna, '')).toEqual([grace])
    expect(
      await rows(`select 1 from listings where workspace_id = :workspace and member_id = 'UALAN'`),
    ).toEqual([])
    await services.learn({ workspace, account: account('UALAN', { isGuest: true }), seenAt: null })
    expect(await found(anna, '')).toEqual([grace])
    await services.learn({ workspace, account: account('UALAN'), seenAt: null })
    expect((await found(anna, '')).sort()).toEqual([alan, grace])
  })

  it('is refused to a guest, like everything else', async () => {
    const { services, workspace } = await directory({ UALAN: { slack: { isGuest: true } } })
    const finding = { workspace, actor: alan, listedAs: 'mentor', words: '', topic: null, shown: [] } as const
    expect(await services.find(finding)).toEqual({ outcome: 'refused', reason: 'own_guest' })
  })

  it('puts first who can say yes, then who has no time, and last who is full', async () => {
    const here = await directory({
      UGRACE: { mentors: true, menteeLimit: 1 },
      UALAN: { mentors: true },
      UEDSGER: { mentors: true },
    })
    const { services, workspace, page, booked, all, clock } = here
    await booked({ actor: ben, mentor: grace, mentee: ben })
    const hours = await services.ownAvailability({ workspace, actor: alan })
    if (hours.outcome !== 'availability') throw new Error(hours.outcome)
    const daysOff = [{ from: '2026-11-23', to: '2026-12-08' }]
    await services.setAvailability({ workspace, actor: alan, draft: { ...hours.availability, daysOff } })
    expect(await all(anna)).toEqual([edsger, alan, grace])
    const { results } = await page(anna)
    expect(results.map(({ isFull, nextFree }) => [isFull, nextFree !== null])).toEqual([
      [false, true],
      [false, false],
      [true, true],
    ])
    // Alan has time within ten working days again, and Ben counts for a month after his session.
    clock.advance(2 * DAY)
    expect((await all(anna)).at(-1)).toBe(grace)
    clock.advance(27 * DAY)
    expect((await page(anna)).results.find(({ member }) => member.id === grace)?.isFull).toBe(true)
    clock.advance(2 * DAY)
    expect((await page(anna)).results.find(({ member }) => member.id === grace)?.isFull).toBe(false)
  })

  it('puts those who match better before those who could say yes', async () => {
    const here = await directory({
      UGRACE: { mentors: true, menteeLimit: 1, helpsWith: ['Compilers', 'Careers'] },
      UALAN: { mentors: true, menteeLimit: 1, helpsWith: ['Careers'] },
      UEDSGER: { mentors: true, helpsWith: ['Careers'] },
    })
    await here.booked({ actor: ben, mentor: grace, mentee: ben })
    await here.booked({ actor: cleo, mentor: alan, mentee: cleo })
    expect(await here.found(anna, 'compilers careers')).toEqual([grace, edsger, alan])
  })

  it('names a time at which the reader is free too', async () => {
    const { page, booked } = await directory({ UGRACE: { mentors: true }, UALAN: {} })
    await booked({ actor: anna, mentor: cleo, mentee: anna })
    const [result] = (await page(anna)).results
    expect(result?.nextFree?.start).toBe(Date.UTC(2026, 10, 24, 9, 30))
  })

  it('puts those first whose days are at the same hours', async () => {
    const people = Object.fromEntries(
      ['Pacific/Auckland', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'].map((zone, at) => [
        `UZONE${at}`,
        { mentors: true, slack: { zone } },
      ]),
    )
    const { all } = await directory(people)
    expect(await all(anna)).toEqual(['UZONE1', 'UZONE2', 'UZONE3', 'UZONE0'].map(memberId))
  })

  it('asks Slack again about those of whom it heard nothing for a day', async () => {
    const { found, clock, rows } = await directory({ UGRACE: { mentors: true } })
    const seen = () =>
      rows(`select fetched_at from members where workspace_id = :workspace and id = 'UGRACE'`)
    clock.advance(23 * HOUR)
    await found(anna, '')
    const [before] = await seen()
    clock.advance(2 * HOUR)
    await found(anna, '')
    const [after] = await seen()
    expect([Number(before?.fetched_at), Number(after?.fetched_at)]).toEqual([
      clock.now() - 25 * HOUR,
      clock.now(),
    ])
  })

  it('shows what Slack said of somebody for a day, and not a moment longer if it does not answer', async () => {
    const person = {
      title: 'Compiler engineer',
      picture: 'https://example.com/grace.png',
      zone: 'Asia/Tokyo',
    }
    const { clock, parts, workspace } = await directory({ UGRACE: { mentors: true, slack: person } })
    const silent = services(parts, async () => 'unavailable')
    const finding = { workspace, actor: anna, listedAs: 'mentor', words: '', topic: null, shown: [] } as const
    clock.advance(DAY)
    expect(await silent.find(finding)).toMatchObject({ results: [{ member: { id: grace, ...person } }] })
    clock.advance(1)
    expect(await silent.find(finding)).toMatchObject({
      results: [{ member: { id: grace, title: null, picture: null, zone: null } }],
    })
  })

  it('keeps a new title', async () => {
    const { page, services, workspace } = await directory({ UGRACE: { mentors: true } })
    const learned = account('UGRACE', { title: 'Rear admiral' })
    await services.learn({ workspace, account: learned, seenAt: null })
    expect((await page(anna)).results[0]?.member.title).toBe('Rear admiral')
  })
})
