/** Clicks that were meant for what was seen. */

/** What is known of a click: `detail` counts the clicks of a double click, `at` is in milliseconds. */
export interface Click {
  readonly on: unknown;
  readonly detail: number;
  readonly at: number;
}

/** Quicker than anybody sees a button, decides and clicks; slower than most double clicks. */
const seenMs = 350;

/**
 * Where one button takes another's place (Read, Stop), the second click of a double click falls on a button that nobody saw
 * when they began: it is not meant. Who has seen the button and means it is slower.
 */
export function isMeant({ on, detail, at }: Click, before: Click | undefined): boolean {
  return detail < 2 || !before || before.on === on || at - before.at > seenMs;
}
