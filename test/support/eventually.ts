import { setTimeout as pause } from 'node:timers/promises';

/**
 * Tries a check until it holds, and fails with its last reason when the deadline passes first: long, for machines stand still at times.
 * For what becomes true by itself and gives no signal; where there is a signal, wait for that.
 */
export async function eventually<T>(check: () => T | Promise<T>, { withinMs = 60_000, everyMs = 50 } = {}): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(everyMs);
    }
  }
}
