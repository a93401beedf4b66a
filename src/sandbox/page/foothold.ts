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
  const control = held.closest<HTMLElement>('[data-control]')?.dataset.control
  const sameControl = () =>
    [...(box?.querySelectorAll<HTMLElement>('[data-control]') ?? [])]
      .find(({ dataset }) => control !== undefined && dataset.control === control)
      ?.querySelector<HTMLElement>('button, input, textarea')
  const inItsPlace = () => {
    if (index < 0 || part?.isConnected) return part
    const now = parts()
    return now[Math.min(index, now.length - 1)]
  }
  return () =>
    [() => held, sameControl, inItsPlace, () => box, () => document.querySelector('main')].some((find) =>
      takes(find()),
    )
}

const takes = (element: HTMLElement | null | undefined) => {
  if (!element?.isConnected) return false
  if (!element.hasAttribute('tabindex') && !element.matches('a, button, input, textarea'))
    element.tabIndex = -1
  element.focus({ preventScroll: true })
  return document.activeElement === element
}
