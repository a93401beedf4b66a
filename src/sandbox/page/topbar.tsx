import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { formatDate } from './mrkdwn/dates.ts'
import { useMe, useScene, useTick } from './scene.tsx'
import { switchTheme, themeNow } from './theme.ts'

/** The bar above every place: where you are, what time it is there, and the way to the workbench. */
export const Topbar = ({ breaches, children }: { breaches: number; children: ComponentChildren }) => {
  const { state, route, go, now } = useScene()
  const { zone } = useMe()
  const [theme, setTheme] = useState(themeNow)
  useTick(5000)
  const isAhead = state.ahead > 0
  const isFaulty = state.switches.some(({ on }) => on)
  return (
    <div class="topbar">
      <div class="topbar-place">{children}</div>
      <span class={`clock ${isAhead ? 'is-ahead' : ''}`} title={`The workspace's time in ${zone}`}>
        <Icon name="clock" />
        {formatDate('{date_short}, {time}', now(), now(), zone)}
        {isAhead && <b> {aheadText(state.ahead)}</b>}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={theme === 'dark' ? 'Light colours' : 'Dark colours'}
        title={theme === 'dark' ? 'Light colours' : 'Dark colours'}
        onClick={() => {
          switchTheme()
          setTheme(themeNow())
        }}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      <button
        type="button"
        class={`button bench-button ${breaches > 0 || isFaulty ? 'is-warning' : ''}`}
        aria-expanded={route.workbench}
        aria-label={breaches > 0 ? `Workbench, ${breaches} rules broken` : 'Workbench'}
        onClick={() => go({ workbench: !route.workbench })}
      >
        <Icon name="bench" />
        <span>Workbench</span>
        {breaches > 0 && <span class="badge">{breaches}</span>}
      </button>
    </div>
  )
}

/** "+1 d 2 h" */
export const aheadText = (ms: number) => {
  const hours = Math.floor(ms / 3_600_000)
  const [days, rest] = [Math.floor(hours / 24), hours % 24]
  return `+${[days > 0 && `${days} d`, rest > 0 && `${rest} h`].filter(Boolean).join(' ') || 'a little'}`
}
