import { Worker } from 'node:worker_threads';
import { type Failure, FailureError, failureOf } from '../model/failure.ts';
import type { AskHost } from './worked.ts';
import type { FromWorker, TaskName, ToWorker, WorkerTasks } from './workerTasks.ts';

export interface TaskOptions {
  /** Buffers of the question that move instead of being copied; who sends them cannot read them any more. */
  readonly transfer?: readonly ArrayBuffer[];
  /** Nobody waits any more: rejects as cancelled at once. What the thread is working on it works out; `end` stops that too. */
  readonly signal?: AbortSignal;
  /** The task did not answer in so many milliseconds: the thread is ended, and all that was asked of it fails. Default: waits. */
  readonly mostMs?: number;
  /** Answers what the task asks while it works. */
  readonly onAsk?: AskHost;
}

/**
 * The worker thread, as the editor's side sees it: started by the first task, gone after 30 s without one. When it breaks, the
 * tasks it had fail with a Failure that says so, and the next task starts another.
 */
export class WorkerClient {
  readonly #idleMs: number;
  readonly #heapMb: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #tasks = 0;
  #disposed = false;

  /** `heapMb`: most memory of the thread for objects and strings. */
  constructor({ idleMs = 30_000, heapMb = mostHeapMb }: { readonly idleMs?: number; readonly heapMb?: number } = {}) {
    this.#idleMs = idleMs;
    this.#heapMb = heapMb;
  }

  /** Starts the thread before the first task needs it: it takes some 40 ms, in which a broker can be asked. */
  start(): void {
    clearTimeout(this.#idle);
    this.#worker ??= this.#started();
    this.#rest();
  }

  /** Throws FailureError: the task's own, 'cancelled', or WORKER_ENDED where the thread broke or was ended. */
  run<Name extends TaskName>(
    name: Name,
    question: WorkerTasks[Name]['question'],
    { transfer = [], signal, mostMs, onAsk }: TaskOptions = {},
  ): Promise<WorkerTasks[Name]['answer']> {
    return new Promise((resolve, reject) => {
      if (this.#disposed || signal?.aborted === true) return reject(new FailureError(cancelled));
      clearTimeout(this.#idle);
      const worker = (this.#worker ??= this.#started());
      const id = ++this.#tasks;
      const cancel = () => waiting.fail(cancelled);
      const timer = mostMs === undefined ? undefined : setTimeout(() => this.end({ kind: 'silent', code: 'WORKER_TOOK_TOO_LONG' }), mostMs);
      const settled = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
        this.#waiting.delete(id);
        this.#rest();
      };
      const waiting: Waiting = {
        done: answer => {
          settled();
          resolve(answer as WorkerTasks[Name]['answer']);
        },
        fail: failure => {
          settled();
          reject(new FailureError(failure));
        },
        onAsk,
      };
      this.#waiting.set(id, waiting);
      signal?.addEventListener('abort', cancel, { once: true });
      worker.ref();
      tell(worker, { type: 'task', id, name, question }, transfer);
    });
  }

  /** Ends the thread at once; the tasks it had fail with this. The next task starts another. */
  end(failure: Failure): void {
    const worker = this.#worker;
    this.#worker = undefined;
    clearTimeout(this.#idle);
    for (const waiting of [...this.#waiting.values()]) waiting.fail(failure);
    void worker?.terminate();
  }

  /** Ends it for good: later tasks are cancelled. */
  dispose(): void {
    this.#disposed = true;
    this.end(cancelled);
  }

  #started(): Worker {
    // Beside this file as it is written, and beside the bundle that it becomes part of.
    const file = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.cjs', import.meta.url);
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: this.#heapMb } });
    worker.on('message', (message: FromWorker) => this.#heard(worker, message));
    worker.on('error', (error: unknown) => this.#broke(worker, failureOf(error).detail));
    worker.on('messageerror', error => this.#broke(worker, error.message));
    worker.on('exit', code => this.#broke(worker, `it ended with code ${code}`));
    worker.unref();
    return worker;
  }

  #heard(worker: Worker, message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    switch (message.type) {
      case 'done':
        return waiting?.done(message.answer);
      case 'failed':
        return waiting?.fail(message.failure);
      case 'ask':
        void (waiting?.onAsk?.(message.question) ?? Promise.resolve([])).then(reply =>
          tell(worker, { type: 'told', ask: message.ask, reply }),
        );
    }
  }

  #broke(worker: Worker, detail: string | undefined): void {
    if (worker !== this.#worker) return;
    this.end({ kind: 'unreadable', code: 'WORKER_ENDED', ...(detail === undefined ? {} : { detail }) });
  }

  #rest(): void {
    if (this.#waiting.size > 0 || !this.#worker) return;
    this.#worker.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.end(cancelled), this.#idleMs).unref();
  }
}

interface Waiting {
  readonly done: (answer: unknown) => void;
  readonly fail: (failure: Failure) => void;
  readonly onAsk: AskHost | undefined;
}

const tell = (worker: Worker, message: ToWorker, transfer: readonly ArrayBuffer[] = []): void => worker.postMessage(message, [...transfer]);

const cancelled: Failure = { kind: 'cancelled' };
/** What it holds at once are some answers of 16 MB, outside of this heap, and the records of one batch. */
const mostHeapMb = 512;
