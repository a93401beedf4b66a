import { textAt } from '../json.ts'
import { wireUser } from '../state/profile.ts'
import { accept, type Method, refuse } from './answer.ts'
import { takePage } from './pages.ts'

export const people: { [name: string]: Method } = {
  'auth.test': {
    run: ({ state, organisation, installed }) =>
      accept({
        url: `https://${state.team.domain}${state.team.id === organisation?.id ? '.enterprise' : ''}.slack.com/`,
        team: state.team.name,
        user: state.app.handle,
        team_id: state.team.id,
        user_id: state.app.botUserId,
        bot_id: state.app.botId,
        ...(organisation && { enterprise_id: organisation.id }),
        is_enterprise_install: installed.isOrganisationWide(),
      }),
  },
  'users.info': {
    scopes: ['users:read'],
    required: ['user'],
    run: (world, args) => {
      const member = world.state.members[textAt(args, 'user') ?? '']
      return member ? accept({ user: wireUser(world, member) }) : refuse('user_not_found')
    },
  },
  'users.list': {
    scopes: ['users:read'],
    run: (world, args) => {
      const page = takePage(Object.values(world.state.members), args)
      if (!page) return refuse('invalid_cursor')
      return accept({
        members: page.items.map((member) => wireUser(world, member)),
        cache_ts: Math.floor(world.clock.now() / 1000),
        response_metadata: { next_cursor: page.nextCursor },
      })
    },
  },
}
