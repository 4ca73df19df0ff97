/**
 * Tries one after the other: the next one starts when the one before has failed, or has kept us waiting for `patienceMs`.
 * The first success wins; the others go on unheard. Throws the errors of all, in order, when none succeeds; where
 * `isFinal` says so of an error, those and no further attempts.
 */
export function firstToSucceed<T>(
  attempts: readonly (() => Promise<T>)[],
  patienceMs: number,
  isFinal: (error: unknown) => boolean,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const errors: unknown[] = [];
    let running = 0;
    let next = 0;
    let impatience: NodeJS.Timeout | undefined;

    const settle = (end: () => void) => {
      clearTimeout(impatience);
      next = attempts.length;
      end();
    };
    const start = () => {
      clearTimeout(impatience);
      const index = next++;
      const attempt = attempts[index];
      if (attempt === undefined) {
        if (running === 0) settle(() => reject(new NoneSucceeded(errors.filter(error => error !== undefined))));
        return;
      }
      running++;
      impatience = setTimeout(start, patienceMs);
      attempt().then(
        value => settle(() => resolve(value)),
        (error: unknown) => {
          running--;
          errors[index] = error;
          if (isFinal(error)) settle(() => reject(new NoneSucceeded([error])));
          else start();
        },
      );
    };
    start();
  });
}

export class NoneSucceeded extends Error {
  readonly errors: readonly unknown[];
  constructor(errors: readonly unknown[]) {
    super('no attempt succeeded');
    this.errors = errors;
  }
}
