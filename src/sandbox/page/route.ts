/** Where a window is. Its address says so, which lets two windows be two members. */
export type Route = {
  /** A handle; empty for the first member. */
  as: string
  in: 'channel' | 'app'
  /** A channel's name; empty for the first one. */
  channel: string
  tab: 'home' | 'messages'
  workbench: boolean
}

export const readRoute = (search: string): Route => {
  const query = new URLSearchParams(search)
  return {
    as: query.get('as') ?? '',
    in: query.get('in') === 'app' ? 'app' : 'channel',
    channel: query.get('channel') ?? '',
    tab: query.get('tab') === 'messages' ? 'messages' : 'home',
    workbench: query.has('workbench'),
  }
}

export const addressOf = ({ as, in: place, channel, tab, workbench }: Route) => {
  const query = new URLSearchParams()
  if (as) query.set('as', as)
  if (place === 'app') {
    query.set('in', 'app')
    query.set('tab', tab)
  } else if (channel) query.set('channel', channel)
  const text = query.toString()
  const address = workbench ? `${text}${text ? '&' : ''}workbench` : text
  return address ? `/?${address}` : '/'
}
