/** Work that others may interrupt: it yields every few milliseconds, and its end is its result. */
export type Steps<Result> = Generator<undefined, Result, void>;

/** All of it at once, for whoever has the thread to himself. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
