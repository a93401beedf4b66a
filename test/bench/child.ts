import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of the bench's: it is told once what to be, answers what it is asked, and ends with its parent. */
export type Child<Question, Answer> = { ask(question: Question): Promise<Answer>; stop(): Promise<void> }

/** @param file by its URL @param flags for Node */
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
      // What it would still do, deliver for one, is nobody's.
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
      // Of a file of this folder, whose types its caller names.
      resolve(message as Message)
    })
  })
