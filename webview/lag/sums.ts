/** What several partitions come to together. Pure: no drawing and no words. */
import type { LagRow } from '../../src/webviewProtocol/lagRows.ts';
import type { LagOnWire } from '../../src/webviewProtocol/partitions.ts';
import { severityOf } from '../shared/partitions/stateOrder.ts';

/** What is known of each partition; what only some panels ask about may be left out. `waiting`: records, −1 where that is not known. */
export type Summand = Pick<
  LagRow,
  'state' | 'lag' | 'producedPerSecond' | 'consumedPerSecond' | 'lagPerSecond' | 'etaMs' | 'unmovedSince'
> &
  Pick<LagRow, 'sawCommitMove'> &
  Partial<Pick<LagRow, 'timeLag' | 'deletedAt'>> & { readonly waiting: number };

export type Sum = Omit<Summand, 'deletedAt'> & { readonly deletedAt: number | null };

/**
 * The worst state, the sum of what is known, the longest way to the end, the newest commit, the oldest unread record. What is not
 * known of some is left out of the sum; where it is known of none the sum is not known either.
 * @param partitions at least one
 */
export function summed(partitions: readonly Summand[]): Sum {
  const worst = worstOf(partitions);
  const known = partitions.filter(({ lag }) => lag.kind === 'known');
  const moved = newest(partitions);
  return {
    state: worst.state,
    lag: known.length > 0 ? sumOf(known.map(({ lag }) => lag)) : worst.lag,
    producedPerSecond: sum(partitions.map(row => row.producedPerSecond)),
    consumedPerSecond: sum(partitions.map(row => row.consumedPerSecond)),
    lagPerSecond: sum(partitions.map(row => row.lagPerSecond)),
    etaMs: longest(partitions.map(row => row.etaMs)),
    unmovedSince: moved,
    sawCommitMove: partitions.some(row => row.sawCommitMove && row.unmovedSince === moved),
    waiting: partitions.reduce((all, { waiting }) => all + Math.max(0, waiting), known.length > 0 ? 0 : -1),
    ...oldestOf(partitions),
  };
}

/** The first of the worst. */
export const worstOf = <Row extends Pick<Summand, 'state'>>(partitions: readonly Row[]): Row =>
  partitions.reduce((worse, row) => (severityOf(row.state) < severityOf(worse.state) ? row : worse));

/** All known lags together. */
function sumOf(lags: readonly LagOnWire[]): LagOnWire {
  // Plain numbers: exact up to 9·10^15 records, and this is summed over all partitions at every beat.
  let [records, lost, notYetVisible, readable] = [0, 0, 0, 0];
  for (const lag of lags) {
    if (lag.kind !== 'known') continue;
    records += Number(lag.records);
    lost += Number(lag.lost);
    notYetVisible += Number(lag.notYetVisible ?? 0);
    readable += Number(lag.readable);
  }
  const text = (count: number): `${bigint}` => `${BigInt(count)}`;
  return { kind: 'known', records: text(records), lost: text(lost), notYetVisible: text(notYetVisible), readable: text(readable) };
}

/** The oldest unread record that is known, and what retention takes first. */
function oldestOf(partitions: readonly Summand[]): Pick<Sum, 'timeLag' | 'deletedAt'> {
  const waiting = partitions.flatMap(({ timeLag }) => (timeLag?.kind === 'read' || timeLag?.kind === 'between' ? [timeLag] : []));
  const written = (one: (typeof waiting)[number]) => (one.kind === 'read' ? one.writtenAt : one.before);
  const timeLag = waiting.length > 0 ? waiting.reduce((old, one) => (written(one) < written(old) ? one : old)) : partitions[0]?.timeLag;
  const deleted = partitions.flatMap(({ deletedAt }) => deletedAt ?? []);
  return {
    ...(timeLag ? { timeLag } : {}),
    deletedAt: deleted.length > 0 ? deleted.reduce((first, one) => Math.min(first, one)) : null,
  };
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : known.reduce((all, one) => all + one, 0);
}

function longest(etas: readonly Summand['etaMs'][]): Summand['etaMs'] {
  if (etas.includes('never')) return 'never';
  const known = etas.filter(eta => typeof eta === 'number');
  return known.length === 0 ? null : known.reduce((most, one) => Math.max(most, one));
}

function newest(partitions: readonly Summand[]): number | null {
  const known = partitions.flatMap(({ unmovedSince }) => unmovedSince ?? []);
  return known.length === 0 ? null : known.reduce((last, one) => Math.max(last, one));
}
