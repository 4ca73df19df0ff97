/** Work that may wait until what is drawn now has been painted. Asked again before that, only the newest is done. */
export function afterPaint(): (work: () => void) => void {
  let waiting: (() => void) | undefined;
  return work => {
    const isPlanned = waiting !== undefined;
    waiting = work;
    if (isPlanned) return;
    // The frame is painted right after its callbacks; a hidden page has none, and draws when it is seen again.
    requestAnimationFrame(() =>
      setTimeout(() => {
        const newest = waiting;
        waiting = undefined;
        newest?.();
      }),
    );
  };
}
