import { useState } from 'preact/hooks'
import type { View } from '../slack/state/state.ts'
import { Blocks } from './blocks/block.tsx'
import { plainText } from './blocks/plain-text.ts'
import { SurfaceContext } from './blocks/surface.tsx'
import { Dialog } from './dialog.tsx'
import { Face } from './face.tsx'
import { Icon } from './icons.tsx'
import { memberOf, useScene } from './scene.tsx'

/** The top of the member's stack of modals. */
export const Modal = ({ view, depth }: { view: View; depth: number }) => {
  const { state, acting } = useScene()
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    if (isBusy) return
    setBusy(true)
    await acting.act({ do: 'submit' })
    setBusy(false)
  }
  const close = (all: boolean) => void acting.act({ do: 'close', all })
  const title = plainText(view.title ?? undefined)
  return (
    <Dialog class="modal" labelledBy="modal-title" shows={view.id + view.hash} onCancel={() => close(false)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (view.submit && !view.submitDisabled) void submit()
        }}
      >
        <header>
          {depth > 1 ? (
            <button type="button" class="icon-button" aria-label="Back" onClick={() => close(false)}>
              <Icon name="back" />
            </button>
          ) : (
            <Face member={memberOf(state, state.app.userId)} size={28} />
          )}
          <h2 id="modal-title">{title}</h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={() => close(true)}>
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body" tabIndex={-1}>
          {view.notice && (
            <p class="notice" role="alert">
              <Icon name="warning" /> {view.notice}
            </p>
          )}
          <SurfaceContext.Provider value={{ surface: 'modal', inputs: view.inputs, errors: view.errors }}>
            <Blocks key={view.id} blocks={view.blocks} />
          </SurfaceContext.Provider>
        </div>
        <footer>
          <button
            type="button"
            class="button"
            data-first={view.submit ? undefined : true}
            onClick={() => close(false)}
          >
            {view.close ? plainText(view.close) : view.submit ? 'Cancel' : 'Close'}
          </button>
          {view.submit && (
            <button
              type="submit"
              class="button primary"
              disabled={view.submitDisabled}
              aria-busy={isBusy}
              data-first
            >
              {plainText(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  )
}
