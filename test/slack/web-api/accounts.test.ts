import { describe, expect, it } from 'vitest'
import { toAccount } from '../../../src/slack/web-api/accounts.ts'

const ours = { team: 'T0OURS', enterprise: null }
const onGrid = { team: 'T0OURS', enterprise: 'E0OURS' }
const orgWide = { team: null, enterprise: 'E0OURS' }

const inOrganisation = (enterprise_id: string) => ({ enterprise_user: { enterprise_id } })

describe('a stranger', () => {
  // What Slack says about the user; where the app is installed; whether the user belongs to another organisation.
  it.each([
    ['a colleague', { team_id: 'T0OURS' }, ours, false],
    [
      'one of a shared channel, whom Slack calls no stranger',
      { team_id: 'T0THEIRS', is_stranger: false },
      ours,
      true,
    ],
    ['the same without the flag', { team_id: 'T0THEIRS' }, ours, true],
    ['one whom Slack calls a stranger', { team_id: 'T0OURS', is_stranger: true }, ours, true],
    ['one without a team', {}, ours, false],
    ['one of a Grid organisation', { team_id: 'T0THEIRS', ...inOrganisation('E0THEIRS') }, ours, true],
    [
      'a colleague on Grid, whose team is another',
      { team_id: 'T0MORE', ...inOrganisation('E0OURS') },
      onGrid,
      false,
    ],
    ['a colleague on Grid, whose team is the organisation', { team_id: 'E0OURS' }, onGrid, false],
    ['one of another organisation', { team_id: 'T0THEIRS', ...inOrganisation('E0THEIRS') }, onGrid, true],
    ['one of a team outside of Grid', { team_id: 'T0THEIRS' }, onGrid, true],
    [
      'a colleague, installed for the organisation',
      { team_id: 'T0MORE', ...inOrganisation('E0OURS') },
      orgWide,
      false,
    ],
    ['another, installed for the organisation', { team_id: 'T0THEIRS' }, orgWide, true],
  ])(
    'is recognised by team and organisation, and no admin here: %s',
    (_who, user, organisation, isStranger) => {
      const admin = toAccount({ id: 'U1', is_admin: true, ...user }, organisation)
      expect(admin).toMatchObject({ isStranger, isAdmin: !isStranger })
    },
  )
})

describe('when a profile last changed', () => {
  it('is kept as Slack gives it, in seconds, if Slack gives it', () => {
    expect(toAccount({ id: 'U1', updated: 1_700_000_000 }, ours).updatedAt).toBe(1_700_000_000_000)
    expect(toAccount({ id: 'U1' }, ours).updatedAt).toBeNull()
  })
})

describe('a name', () => {
  const named = (profile: Record<string, string>) => toAccount({ id: 'U0ADA', name: 'ada', profile }, ours)

  it('is the display name inside Slack, and the full name outside', () => {
    expect(named({ display_name: 'ada', real_name: 'Ada Lovelace' })).toMatchObject({
      name: 'ada',
      fullName: 'Ada Lovelace',
    })
    expect(named({ display_name: '', real_name: '' })).toMatchObject({ name: 'ada', fullName: 'ada' })
  })
})

it.each([
  ['https://avatars.slack-edge.com/ada_72.png', 'https://avatars.slack-edge.com/ada_72.png'],
  ['', null],
  ['data:image/png;base64,AAAA', null],
  [`https://avatars.slack-edge.com/${'a'.repeat(3000)}`, null],
])('a picture is kept only where Slack would draw it: %.60s', (image_72, picture) => {
  expect(toAccount({ id: 'U0ADA', profile: { image_72 } }, ours).picture).toBe(picture)
})

it.each([
  ['Compiler engineer', 'Compiler engineer'],
  ['  ', null],
  [undefined, null],
  ['W'.repeat(200), `${'W'.repeat(99)}…`],
])('a title is kept as Slack gives it, within what a list can show: %.40s', (title, kept) => {
  expect(toAccount({ id: 'U0ADA', profile: { title } }, ours).title).toBe(kept)
})
