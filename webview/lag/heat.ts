/** Which rows the heatmap shows, how dark a cell is, and in which meaning's colour. No drawing here. */
import type { HistoryPoint, LagHistory } from '../../src/model/lagHistory.ts';
import { isCalm, isUnjudged, severityOf, type Sign } from '../shared/partitions/stateOrder.ts';

/** A partition, or a group. */
export interface HeatRow {
  /** Its column in the history. */
  readonly name: string;
  /** What it is called in the picture: a partition's number, where its topic is named above. */
  readonly short: string;
  /** Rows of one section stand together: a topic. */
  readonly section: string;
  readonly state: Sign;
  /** Records, −1 where that is not known. */
  readonly waiting: number;
  /** Milliseconds since 1970; from then on a stuck row's commit did not move. */
  readonly unmovedSince: number | null;
  /** "stuck", " since 14:21": a word, and what only a wide panel has room for, with what divides both. */
  readonly mark: readonly [string, string];
}

/** More rows than this cannot be told apart; then the worst are shown. */
export const mostRows = 48;

/** Records waiting: below the first step is faint, above the last is full. */
export type Steps = readonly [number, number, number];

/**
 * 40, 200 and 1,000, times ten as often as it takes for most cells of an ordinary row to stay faint: a group that
 * commits every 5 s at 1,000 records a second always has 5,000 waiting, and that is no trouble.
 */
export function stepsFor(rows: readonly HeatRow[], history: LagHistory): Steps {
  const calm = rows
    .filter(({ state }) => isCalm(state) && state !== 'too-early')
    .flatMap(({ name }) => history.seriesOf(name).lags)
    .filter(lag => lag > 0)
    .sort((a, b) => a - b);
  const usual = calm[Math.floor(calm.length * 0.75)] ?? 0;
  let scale = 1;
  while (usual >= 40 * scale) scale *= 10;
  return [40 * scale, 200 * scale, 1000 * scale];
}

/** 1 faint to 4 full; 0 where the lag was not known. */
export function darkness(lag: number, [low, middle, high]: Steps): 0 | 1 | 2 | 3 | 4 {
  if (Number.isNaN(lag)) return 0;
  return lag < low ? 1 : lag < middle ? 2 : lag < high ? 3 : 4;
}

export type Meaning = 'usual' | 'stuck' | 'hot';

/** Red from when on the commit did not move; orange while it is far above the others. */
export function meaningOf(row: HeatRow, at: number): Meaning {
  if ((row.state === 'stuck' || row.state === 'stopped') && row.unmovedSince !== null && at >= row.unmovedSince) return 'stuck';
  return row.state === 'hot' ? 'hot' : 'usual';
}

/** All rows, or the worst so many, in the order in which they were given. */
export function heatRows<Row extends { readonly state: Sign; readonly waiting: number }>(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= mostRows) return rows;
  const chosen = new Set<Row>();
  for (const [, alike] of [...byState(rows)].sort(([a], [b]) => severityOf(a) - severityOf(b))) {
    const room = mostRows - chosen.size;
    for (const row of mostWaiting(alike, room)) chosen.add(row);
    if (chosen.size >= mostRows) break;
  }
  return rows.filter(row => chosen.has(row));
}

/** So many at most, most first; of equal ones those that come first. Of 10,000 rows nearly all are of one state: they are not sorted for it. */
function mostWaiting<Row extends { readonly waiting: number }>(rows: readonly Row[], most: number): readonly Row[] {
  if (rows.length <= most) return rows;
  const worst: Row[] = [];
  for (const row of rows) {
    if (worst.length === most && row.waiting <= (worst.at(-1)?.waiting ?? -Infinity)) continue;
    const after = worst.findIndex(({ waiting }) => waiting < row.waiting);
    worst.splice(after < 0 ? worst.length : after, 0, row);
    if (worst.length > most) worst.pop();
  }
  return worst;
}

function byState<Row extends { readonly state: Sign }>(rows: readonly Row[]): ReadonlyMap<Sign, readonly Row[]> {
  const groups = new Map<Sign, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.state);
    if (group) group.push(row);
    else groups.set(row.state, [row]);
  }
  return groups;
}

/** Those that get their words at the heatmap's right end, worst first. */
export const markedRows = (rows: readonly HeatRow[]): readonly HeatRow[] =>
  rows
    .filter(({ state }) => isUnjudged(state) || ['stuck', 'stopped', 'lost', 'hot', 'growing'].includes(state))
    .sort((a, b) => severityOf(a.state) - severityOf(b.state));

/** Pixels from one row to the next: few rows get taller ones, and `room` pixels are for all of them. */
export const pitchOf = (count: number, room: number): number => Math.max(3, Math.min(14, Math.floor(room / Math.max(1, count))));

/** A point's cells reach to the next point, unless nothing was seen for so long that they would lie. */
export const longestGap = 90_000;

export interface Run {
  readonly from: number;
  readonly to: number;
  readonly darkness: 0 | 1 | 2 | 3 | 4;
  readonly meaning: Meaning;
}

/** One row's cells, equal neighbours joined. `column` is its index in the history's names. */
export function runsOf(row: HeatRow, points: readonly HistoryPoint[], column: number, steps: Steps, until: number): readonly Run[] {
  const runs: Run[] = [];
  points.forEach(({ at, lags }, index) => {
    const next = points[index + 1]?.at ?? until;
    const to = next - at > longestGap ? at + 5_000 : next;
    const cell: Run = { from: at, to, darkness: darkness(lags[column] ?? NaN, steps), meaning: meaningOf(row, at) };
    const last = runs.at(-1);
    if (last && last.to === cell.from && last.darkness === cell.darkness && last.meaning === cell.meaning)
      runs[runs.length - 1] = { ...last, to };
    else runs.push(cell);
  });
  return runs;
}
