/** Which row a key leads to; undefined: the key moves nowhere. `at` is −1 where none is selected; the caller keeps to the rows that there are. */
export function indexAfter(key: string, at: number, count: number, page: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? 0 : at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  return moves[key];
}
