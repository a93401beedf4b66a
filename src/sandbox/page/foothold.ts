/**
 * Remembers where the focus is, to find the place again after its element was redrawn or removed: the same control,
 * else what has taken its place, else what contains it.
 * @returns a function that gives the focus back and says whether it could; undefined if nothing has the focus
 */
export const foothold = (): (() => boolean) | undefined => {
  const held = document.activeElement
  if (!(held instanceof HTMLElement) || held === document.body) return undefined
  const box = held.closest<HTMLElement>('[data-focus-parts]')
  const partsOf = box?.dataset.focusParts ?? ''
  const part = box && held.closest<HTMLElement>(partsOf)
  const parts = () => (box ? [...box.querySelectorAll<HTMLElement>(partsOf)] : [])
  const index = part ? parts().indexOf(part) : -1
  const again = box ? sameControl(held, box) : () => undefined
  const inItsPlace = () => {
    if (index < 0 || part?.isConnected) return part
    const now = parts()
    // Not a divider, where nobody would know where they are.
    const says = ({ textContent }: HTMLElement) => textContent?.trim() !== ''
    return now.slice(index).find(says) ?? now.findLast(says)
  }
  return () =>
    [() => held, again, inItsPlace, () => box, () => document.querySelector('main')].some((find) =>
      takes(find()),
    )
}

/**
 * Finds a control in `box` after it was redrawn: by its ids, or by its action alone if no other has that, since the
 * value of a page button or a switch changes with each press.
 */
export const sameControl = (held: Element, box: HTMLElement): (() => HTMLElement | null | undefined) => {
  const control = held.closest<HTMLElement>('[data-control]')?.dataset.control
  const controls = () => [...box.querySelectorAll<HTMLElement>('[data-control]')]
  const alike = () => controls().filter(({ dataset }) => actionOf(dataset.control) === actionOf(control))
  const wasOnly = control !== undefined && alike().length === 1
  return () => {
    if (control === undefined) return undefined
    const [only, ...others] = alike()
    const found =
      controls().find(({ dataset }) => dataset.control === control) ??
      (wasOnly && others.length === 0 ? only : undefined)
    return found?.querySelector<HTMLElement>('button, input, textarea')
  }
}

const actionOf = (control: string | undefined) => control?.split(' ')[0]

export const takes = (element: HTMLElement | null | undefined) => {
  if (!element?.isConnected) return false
  if (!element.hasAttribute('tabindex') && !element.matches('a, button, input, textarea'))
    element.tabIndex = -1
  element.focus({ preventScroll: true })
  return document.activeElement === element
}
