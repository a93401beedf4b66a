import { render } from 'preact'
import { App } from './app.tsx'
import { startTheme } from './theme.ts'
import './styles/base.css'
import './styles/layout.css'
import './styles/messages.css'
import './styles/blocks.css'
import './styles/controls.css'
import './styles/workbench.css'

startTheme()
render(<App />, document.body)
