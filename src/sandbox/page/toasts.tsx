import { Icon } from './icons.tsx'

export type Toast = { id: number; text: string }

/** What Slack says in passing, such as that a button did not work. Shown above an open modal too. */
export const Toasts = ({ toasts, drop }: { toasts: Toast[]; drop(id: number): void }) => (
  <div
    class="toasts"
    role="alert"
    popover="manual"
    ref={(box) => {
      if (!box?.isConnected) return
      if (box.matches(':popover-open')) box.hidePopover()
      if (toasts.length > 0) box.showPopover()
    }}
  >
    {toasts.map(({ id, text }) => (
      <div key={id} class="toast">
        <Icon name="warning" />
        <span>{text}</span>
        <button type="button" class="icon-button" aria-label="Close this notice" onClick={() => drop(id)}>
          <Icon name="close" />
        </button>
      </div>
    ))}
  </div>
)
