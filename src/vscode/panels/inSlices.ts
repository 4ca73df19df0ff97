import { setImmediate as nextTurn } from 'node:timers/promises';

/** Maps many items without holding up the one thread that all extensions share: no stretch is much longer than half a frame. */
export async function inSlices<From, To>(items: Iterable<From>, work: (item: From) => To, signal?: AbortSignal): Promise<readonly To[]> {
  const made: To[] = [];
  let since = performance.now();
  for (const item of items) {
    made.push(work(item));
    if (performance.now() - since < sliceMs) continue;
    await nextTurn();
    signal?.throwIfAborted();
    since = performance.now();
  }
  return made;
}

const sliceMs = 8;
