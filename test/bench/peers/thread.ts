import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a piece of work did to the thread that it shares, and to the process. */
export interface Held {
  /** The longest that others had to wait for the thread, by the clock: more than `stretchMs` where the machine itself is busy. */
  readonly blockedMs: number;
  /** The longest that the thread worked without a pause, in CPU time. */
  readonly stretchMs: number;
  /** The largest the process has been, code and all. */
  readonly peakMb: number;
}

/** Watches the thread from now on until `stop`. */
export function watchThread(): { readonly stop: () => Held } {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let stretch = 0;
  let last = process.threadCpuUsage();
  const look = () => {
    const since = process.threadCpuUsage(last);
    stretch = Math.max(stretch, since.user + since.system);
    last = process.threadCpuUsage();
  };
  const timer = setInterval(look, 1);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      delay.disable();
      return { blockedMs: delay.max / 1e6, stretchMs: stretch / 1000, peakMb: process.resourceUsage().maxRSS / 1024 };
    },
  };
}
