import { browsingValue } from '../browsing.ts'
import { homeView } from '../views/home.ts'
import type { Delivers } from './delivering.ts'

export const home: Delivers<'home'> = async (
  { client, screens, lackingIn, words, step },
  { workspace },
  { to },
) => {
  const [state, lacking = []] = await Promise.all([
    step('read', () => screens.home({ workspace, actor: to }, browsingValue.decode)),
    lackingIn?.(workspace),
  ])
  await client.views.publish({ user_id: to, view: homeView(words, state, lacking) })
  return { outcome: 'sent' }
}
