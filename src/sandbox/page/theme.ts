type Theme = 'light' | 'dark'

const KEY = 'sandbox-theme'
const preferred = () => matchMedia('(prefers-color-scheme: dark)')

/** The theme chosen with the button; without one, the page follows the system's, even when that changes. */
const chosen = (): Theme | undefined => {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : undefined
}

export const themeNow = (): Theme => chosen() ?? (preferred().matches ? 'dark' : 'light')

const apply = () => {
  document.documentElement.dataset.theme = themeNow()
}

export const startTheme = () => {
  apply()
  preferred().addEventListener('change', apply)
}

export const switchTheme = () => {
  localStorage.setItem(KEY, themeNow() === 'dark' ? 'light' : 'dark')
  apply()
}
