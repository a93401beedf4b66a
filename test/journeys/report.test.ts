import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { workspaceId } from '../../src/domain/ids.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { type JsonObject, objectAt, objectsAt } from '../../src/sandbox/slack/json.ts'
import type { SeedMember } from '../../src/sandbox/slack/state/seed.ts'
import { actor } from '../support/actor.ts'
import { type Journey, journey, people } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { layProgramme } from '../support/lay-programme.ts'
import { fillInProfile } from '../support/profile.ts'
import { nthOf } from '../support/settings.ts'

const staff: SeedMember[] = people.map((one) => (one.handle === 'ada' ? { ...one, admin: 'owner' } : one))

/** A programme with half a year behind it, which Ada organises. */
const start = async () => {
  const j = await journey({ members: staff })
  const { knex } = await testDatabase()
  const size = { members: 150, requests: 600, sessions: 600, days: 180 }
  await layProgramme(knex, workspaceId(j.slack.state.team.id), size, j.clock.now())
  return { j, ada: actor(j, 'ada'), ben: actor(j, 'ben') }
}

const report = (j: Journey, handle = 'ada') => {
  const messages = j.as(handle).dm()
  const message = messages.findLast(({ blocks }) => blocks[0]?.type === 'header')
  if (!message) throw new Error('no report came')
  return { message, texts: j.slack.texts(message), types: message.blocks.map(({ type }) => type) }
}

const filesOf = (j: Journey, handle = 'ada') =>
  j
    .as(handle)
    .dm()
    .flatMap(({ files = [], threadTs }) =>
      files.map((file): JsonObject => ({ ...file, threadTs: threadTs ?? null })),
    )

const contentOf = (j: Journey, name: string) => {
  const file = Object.values(j.slack.state.files).findLast((one) => one.name.startsWith(name))
  return Buffer.from(file?.base64 ?? '', 'base64')
}

const rowsOf = (j: Journey, name: string): Record<string, string>[] =>
  parse(contentOf(j, `mentoring-${name}`), { bom: true, columns: true, record_delimiter: '\r\n' })

it('an organiser sees how mentoring goes: a table, charts, and their picture in the thread', async () => {
  const { j, ada } = await start()
  await ada.types('report')
  expect(ada.told().join()).toContain('Your report is on its way')
  await j.settle()
  const { message, texts, types } = report(j)
  expect(types).toEqual([
    ...['header', 'context', 'data_visualization', 'data_visualization'],
    ...['data_table', 'data_table', 'context', 'actions'],
  ])
  expect(texts).toContain('Mentoring in the last 90 days')
  expect(texts.join('\n')).toMatch(/Offers and requests sent \| \d+ \| \d+/)
  expect(texts.join('\n')).toMatch(/Sessions held \| \d+[05] \| \d+[05]/)
  // Nobody is organised by the busiest four.
  expect(texts.join('\n')).toMatch(/Held by the busiest tenth of mentors \| (\d+[05] %|fewer than 5)/)
  expect(texts.join('\n')).toMatch(/It was great \| \d+[05] % \| \d+[05] %/)
  expect(message.text).toContain('Sessions held: *')
  const [picture] = filesOf(j)
  expect(picture).toMatchObject({ mimetype: 'image/png', threadTs: message.ts })
  expect(String(picture?.alt_txt)).toMatch(/From sent to met again, .*: Sent \d+/)
})

it('each chart has a text that says the same: its picture’s, and what is read where it is not drawn', async () => {
  const { j, ada } = await start()
  await ada.types('report')
  const { message } = report(j)
  const charts = message.blocks.filter(({ type }) => type === 'data_visualization')
  const [picture] = filesOf(j)
  const [alt, said] = [String(picture?.alt_txt), message.text]
  const drawn = charts.flatMap((block) =>
    objectsAt(objectAt(block, 'chart') ?? {}, 'series').flatMap((series) =>
      objectsAt(series, 'data').map(({ label, value }) => `${label} ${value === 0 ? 'fewer than 5' : value}`),
    ),
  )
  expect(drawn.length).toBeGreaterThan(12)
  for (const point of drawn) expect(alt).toContain(point)
  for (const block of charts) expect(alt).toContain(block.title)
  expect(alt).toMatch(/Topics, Looked for: Topic \d+ .*Topics, Offered: /)
  // The rest of them is in its lines and its topics.
  expect(said).toMatch(/Sessions held, by week: \d+ \w+ (\d+|fewer than 5), /)
})

it('a topic for whose script the picture has no letters has a number there, and its name beside it', async () => {
  const { j, ada } = await start()
  const { knex } = await testDatabase()
  await knex('topics')
    .where('workspace_id', j.slack.state.team.id)
    .update({ name: knex.raw(`'机器学习 <' || id || '>'`) })
  await ada.types('report')
  const picture = j
    .as('ada')
    .dm()
    .findLast(({ files = [] }) => files.length > 0)
  const named = [...(picture?.text ?? '').matchAll(/No\. (\d) is 机器学习 &lt;(topic-\d+)&gt;\./g)]
  expect(named.map(([, place]) => Number(place))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  // In the same order as they are read out.
  const readOut = String(filesOf(j)[0]?.alt_txt)
    .replace(/.*Topics, Looked for: /, '')
    .split(', ')
  for (const [at, [, , topic]] of named.entries()) expect(readOut[at]).toContain(`机器学习 <${topic}> `)
})

it('another period changes the message, and its picture follows', async () => {
  const { j, ada } = await start()
  await ada.types('report')
  await ada.choose('Another period', 'All', { on: 'dm', message: report(j).message.ts })
  const { texts } = report(j)
  expect(texts).toContain('Mentoring so far')
  expect(filesOf(j)).toHaveLength(2)
})

it('where Slack draws no charts it comes with tables, and where it draws neither in plain words', async () => {
  const { j, ada } = await start()
  j.slack.undrawn.add('data_visualization')
  await ada.types('report')
  expect(report(j).types).not.toContain('data_visualization')
  expect(report(j).types).toContain('data_table')
  // In no table, and so in a sentence.
  expect(report(j).texts.join('\n')).toMatch(/Sessions held, by week: \d+ \w+ (\d+|fewer than 5), /)
  expect(report(j).texts.join('\n')).not.toContain('Where it says 0')
  j.slack.undrawn.add('data_table')
  await ada.types('report')
  const { types, texts } = report(j)
  expect(types).not.toContain('data_table')
  expect(texts.join('\n')).toMatch(/Sessions held: \*\d+\* \(\d+\)/)
  expect(filesOf(j)).toHaveLength(2)
})

it('exports rows for spreadsheets, in which a dismissed request is pending', async () => {
  const { j, ada } = await start()
  await ada.types('report')
  for (const file of ['Offers and requests', 'Sessions', 'People', 'Topics'])
    await ada.click(`${file} (CSV)`, { message: report(j).message.ts })
  const rows = (name: string) => rowsOf(j, name)
  const requests = rows('requests')
  expect(new Set(requests.map(({ State }) => State))).toEqual(new Set(['pending', 'accepted', 'withdrawn']))
  expect(requests.length).toBeGreaterThan(200)
  expect(rows('sessions')[0]).toHaveProperty('Mentor (id)')
  const [held, empty] = ['held', 'nobody joined'].map((state) =>
    rows('sessions').filter(({ State }) => State === state),
  )
  expect(held?.filter(({ Mentees }) => Mentees === '')).toEqual([])
  expect(new Set(empty?.map(({ Mentees }) => Mentees))).toEqual(new Set(['']))
  // But for one that lies on the edge of the period, as many as their mentors held.
  const asMentors = rows('people').reduce((sum, one) => sum + Number(one['Sessions as mentor']), 0)
  expect(Math.abs(asMentors - (held?.length ?? 0))).toBeLessThanOrEqual(1)
  expect(rows('people').map(({ Name }) => Name)).toContain('member 7')
  expect(rows('topics').map(({ Topic }) => Topic)).toContain('Topic 3')
})

it('exports of a profile only what its owner lists', async () => {
  const j = await journey({ members: staff })
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  const ofBen = async () => {
    await ada.types('report')
    await ada.click('People (CSV)', { message: report(j).message.ts })
    return rowsOf(j, 'people').find(({ Id }) => Id === ben.id)
  }
  await fillInProfile(ben, { mentors: true, helpsWith: ['Otters'], learns: ['Voles'] })
  expect(await ofBen()).toMatchObject({ 'Helps with': 'Otters', 'Would like to learn': '' })
  await fillInProfile(ben, { seeks: true, helpsWith: ['Otters'], learns: ['Voles'] })
  expect(await ofBen()).toMatchObject({ 'Helps with': '', 'Would like to learn': 'Voles' })
  await fillInProfile(ben, { helpsWith: ['Otters'], learns: ['Voles'] })
  expect(await ofBen()).toMatchObject({ 'Helps with': '', 'Would like to learn': '' })
  // Ada does not find him in the directory: he has no profile there, or would rather not be matched with her.
  const unlisted = await ofBen()
  await fillInProfile(ben, { mentors: true, helpsWith: ['Otters'], avoids: ['@ada'] })
  expect(await ofBen()).toEqual(unlisted)
})

it('nobody else gets one, nor somebody who organises no more', async () => {
  const { j, ada, ben } = await start()
  await ben.types('report')
  expect(ben.told().join()).toContain('Only the organisers')
  await ada.types('settings')
  await ada.clickModal('Change', { nth: nthOf('organisers') })
  await ada.choose('Name an organiser', '@ben')
  await ada.submit()
  await ada.close()
  await ben.types('report')
  expect(report(j, 'ben').texts).toContain('Mentoring in the last 90 days')
  await ada.types('settings')
  await ada.clickModal('Change', { nth: nthOf('organisers') })
  await ada.clickModal('Remove', { nth: 1 })
  await ada.close()
  const before = report(j, 'ben').texts
  await ben.choose('Another period', 'All', { on: 'dm', message: report(j, 'ben').message.ts })
  expect(report(j, 'ben').texts).toEqual(before)
  expect(filesOf(j, 'ben')).toHaveLength(1)
})

it('a report stays what it was all day, whatever happens meanwhile', async () => {
  const { j, ada } = await start()
  await ada.types('report')
  const morning = report(j).texts
  await ada.types('offer @ben Code reviews')
  j.clock.advance(DAY / 4)
  await ada.types('report')
  expect(report(j).texts).toEqual(morning)
})
