import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A child process of the bench: it gets its orders once, answers questions, and ends with its parent. */
export type Child<Question, Answer> = { ask(question: Question): Promise<Answer>; stop(): Promise<void> }

/** @param file the program's URL @param flags for Node */
export const startChild = async <Question extends object, Answer>(
  file: URL,
  orders: object,
  flags: readonly string[] = [],
): Promise<Child<Question, Answer> & { greeting: string }> => {
  const child = fork(fileURLToPath(file), [JSON.stringify(orders)], {
    execArgv: ['--import', 'tsx', ...flags],
  })
  const greeting = await messageOf<string>(child)
  return {
    greeting,
    ask: (question) => {
      const answer = messageOf<Answer>(child)
      child.send(question)
      return answer
    },
    stop: async () => {
      if (!child.connected) return
      const ended = once(child, 'exit')
      // Nobody needs what it would still do, such as deliver.
      child.kill('SIGKILL')
      await ended
    },
  }
}

const messageOf = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the bench ended too early'))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      // It comes from a file in this folder, whose types the caller names.
      resolve(message as Message)
    })
  })
