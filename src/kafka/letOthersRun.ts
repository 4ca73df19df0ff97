import { setImmediate as nextTurn } from 'node:timers/promises';
import { FailureError } from '../model/failure.ts';
import type { Steps } from '../model/steps.ts';

/** A frame of a screen is 16 ms; an answer that is being read may take most of one and not more. */
const stretchMs = 12;
let busySince = performance.now();
/** The turn that everybody waits for who waits now: they share its time, and who finds it used up waits for the one after. */
let turn: Promise<void> | undefined;

interface TurnOptions {
  readonly signal?: AbortSignal;
  readonly request?: string;
}

/**
 * Whoever works through much that has arrived awaits this between two pieces: the thread is shared by all of the editor's
 * extensions, so no stretch of work is longer than a frame. While there is time it costs a look at the clock and is undefined: who asks
 * very often awaits it only where there is something to wait for.
 * @throws FailureError of kind 'cancelled' when `signal` was aborted meanwhile.
 */
export function letOthersRun(options: TurnOptions = {}): Promise<void> | undefined {
  return performance.now() - busySince < stretchMs ? undefined : turnOfOthers(options);
}

async function turnOfOthers({ signal, request }: TurnOptions): Promise<void> {
  do {
    turn ??= nextTurn().then(() => {
      busySince = performance.now();
      turn = undefined;
    });
    await turn;
    if (signal?.aborted) throw new FailureError({ kind: 'cancelled', ...(request === undefined ? {} : { request }) });
  } while (performance.now() - busySince >= stretchMs);
}

/** Work in steps, in turns with everybody else who needs the thread. @throws FailureError of kind 'cancelled', and what the work throws */
export async function inTurns<Result>(steps: Steps<Result>, options: TurnOptions = {}): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const others = letOthersRun(options);
    if (others) await others;
  }
}
