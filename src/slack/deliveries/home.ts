import { browsingValue } from '../browsing.ts'
import { homeView } from '../views/home.ts'
import type { Delivers } from './delivering.ts'

export const home: Delivers<'home'> = async ({ client, screens, words, step }, { workspace }, { to }) => {
  const state = await step('read', () => screens.home({ workspace, actor: to }, browsingValue.decode))
  await client.views.publish({ user_id: to, view: homeView(words, state) })
  return { outcome: 'sent' }
}
