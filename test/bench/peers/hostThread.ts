// Inside an extension host: writes down each stretch for which the thread, which all extensions share, worked without a pause.
import { appendFileSync } from 'node:fs';

/** A line of the file, as JSON. */
export interface Stretch {
  /** Milliseconds since 1970 when it ended. */
  readonly at: number;
  /** CPU time in milliseconds. */
  readonly cpuMs: number;
  /** By the clock: more than `cpuMs` where the machine itself is busy. */
  readonly ms: number;
}

/** Shorter ones hold up nobody. */
const leastMs = 4;

/** From now on, until the process ends. */
export function writeDownStretches(file: string): void {
  let cpu = process.threadCpuUsage();
  let since = performance.now();
  const look = () => {
    const { user, system } = process.threadCpuUsage(cpu);
    const stretch: Stretch = { at: Date.now(), cpuMs: (user + system) / 1000, ms: performance.now() - since };
    if (stretch.cpuMs >= leastMs) appendFileSync(file, `${JSON.stringify(stretch)}\n`);
    cpu = process.threadCpuUsage();
    since = performance.now();
  };
  setInterval(look, 1).unref();
}
