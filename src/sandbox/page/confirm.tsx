import { type ComponentChildren, createContext } from 'preact'
import { useContext, useMemo, useState } from 'preact/hooks'
import { type JsonObject, objectAt, textAt } from '../slack/json.ts'
import { Text } from './blocks/text.tsx'
import { Dialog } from './dialog.tsx'

type Ask = (question: JsonObject | undefined) => Promise<boolean>
type Question = { question: JsonObject; answer(yes: boolean): void }

const ConfirmContext = createContext<Ask>(async () => true)

/** Asks the question in an element's `confirm`; without one the answer is yes. */
export const useConfirm = () => useContext(ConfirmContext)

export const ConfirmProvider = ({ children }: { children: ComponentChildren }) => {
  const [open, setOpen] = useState<Question>()
  const ask = useMemo<Ask>(
    () => (question) =>
      question
        ? new Promise((resolve) => {
            const answer = (yes: boolean) => {
              setOpen(undefined)
              resolve(yes)
            }
            setOpen({ question, answer })
          })
        : Promise.resolve(true),
    [],
  )
  return (
    <ConfirmContext.Provider value={ask}>
      {children}
      {open && <Confirm {...open} />}
    </ConfirmContext.Provider>
  )
}

const Confirm = ({ question, answer }: Question) => (
  <Dialog class="confirm" labelledBy="confirm-title" onCancel={() => answer(false)}>
    <header>
      <h2 id="confirm-title">
        <Text of={objectAt(question, 'title')} />
      </h2>
    </header>
    <div class="dialog-body">
      <Text of={objectAt(question, 'text')} />
    </div>
    <footer>
      <button type="button" class="button" onClick={() => answer(false)}>
        <Text of={objectAt(question, 'deny')} />
      </button>
      <button
        type="button"
        class={`button ${textAt(question, 'style') === 'danger' ? 'danger' : 'primary'}`}
        data-first
        onClick={() => answer(true)}
      >
        <Text of={objectAt(question, 'confirm')} />
      </button>
    </footer>
  </Dialog>
)
