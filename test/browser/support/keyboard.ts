import type { Page } from 'playwright-core'

/** What has the focus, by the name that a screen reader announces. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const byId = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id))
    const labels = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : []
    const said = [...byId, ...labels]
      .map((label) => label?.textContent ?? '')
      .join(' ')
      .trim()
    return (element.getAttribute('aria-label') ?? said) || (element.textContent ?? '').trim()
  })

/** Presses Tab until the element with this name has the focus. Fails if that never happens. */
export const tabTo = async (page: Page, name: string | RegExp, { back = false } = {}) => {
  const seen: string[] = []
  for (let presses = 0; presses < 120; presses += 1) {
    const here = await focused(page)
    if (typeof name === 'string' ? here === name : name.test(here)) return
    seen.push(here)
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`Tab never comes to ${name}; it came by ${[...new Set(seen)].join(' | ')}`)
}

/** Whether the focus is visible: an outline, or a ring around a text field. */
export const isFocusVisible = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement
    for (let depth = 0; element && depth < 3; depth += 1, element = element.parentElement) {
      const style = getComputedStyle(element)
      if (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) return true
      if (style.boxShadow !== 'none') return true
    }
    return false
  })
