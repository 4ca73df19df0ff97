/** Rows that come while a search runs or the log is followed: each takes its place among those that are there. */
import type { PeekLook, PeekRow, PeekToPage } from '../../src/webviewProtocol/peek.ts';

export type Arrival = Extract<PeekToPage, { type: 'added' }>;

/**
 * The look with what arrived. `above`: by how many rows those from the `firstSeen` of before on moved down; negative where
 * more went than came.
 */
export function withArrived(
  look: PeekLook,
  { rows, at, dropped, statement }: Arrival,
  firstSeen: number,
): { readonly look: PeekLook; readonly above: number } {
  const all: PeekRow[] = [];
  let next = 0;
  let above = 0;
  rows.forEach((row, index) => {
    const place = at[index] ?? all.length;
    while (all.length < place && next < look.rows.length) all.push(look.rows[next++] as PeekRow);
    if (next <= firstSeen) above++;
    all.push(row);
  });
  all.push(...look.rows.slice(next));
  return { look: { ...look, rows: dropped === 0 ? all : all.slice(dropped), statement, added: 0 }, above: above - dropped };
}
