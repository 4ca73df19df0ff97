/**
 * The thread beside the editor's for work on record bytes: unpacking and searching a batch takes up to 90 ms, laying out a value of
 * 50 MB seconds. A bundle of its own; workerClient.ts starts it, asks it, and ends it.
 */
import { parentPort } from 'node:worker_threads';
import { failureOf } from '../model/failure.ts';
import { textTask } from './recordText.ts';
import { checkTask, tryTask } from './search/checks.ts';
import { scanTask } from './search/scan.ts';
import type { AskHost, SchemaReply, Worked } from './worked.ts';
import type { FromWorker, TaskName, ToWorker, WorkerTasks } from './workerTasks.ts';

type Tasks = {
  readonly [Name in TaskName]: (
    question: WorkerTasks[Name]['question'],
    ask: AskHost,
  ) => Worked<WorkerTasks[Name]['answer']> | Promise<Worked<WorkerTasks[Name]['answer']>>;
};

const tasks: Tasks = { scan: scanTask, check: checkTask, try: tryTask, text: textTask };

/** One task after the other, in the order in which they came: a search counts what it found before. */
let working: Promise<void> = Promise.resolve();
const asked = new Map<number, (reply: SchemaReply) => void>();
let asks = 0;

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'told') {
    asked.get(message.ask)?.(message.reply);
    asked.delete(message.ask);
    return;
  }
  working = working.then(() => work(message));
});

async function work({ id, name, question }: Extract<ToWorker, { type: 'task' }>): Promise<void> {
  const ask: AskHost = wanted =>
    new Promise(resolve => {
      asked.set(++asks, resolve);
      tell({ type: 'ask', id, ask: asks, question: wanted });
    });
  try {
    const task = tasks[name] as (question: unknown, ask: AskHost) => Promise<Worked<unknown>>;
    const { answer, transfer = [] } = await task(question, ask);
    tell({ type: 'done', id, answer }, transfer);
  } catch (error) {
    tell({ type: 'failed', id, failure: failureOf(error) });
  }
}

const tell = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(message, [...transfer]);
