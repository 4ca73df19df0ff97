/** Partitions added up by topic, member or host: rows of the same table, with their partitions below them. No drawing here. */
import { hostName, type ShownRow } from '../shared/partitions/shownRow.ts';
import { isCalm, severityOf } from '../shared/partitions/stateOrder.ts';
import { stateLooks } from '../shared/partitions/states.ts';
import type { LagView } from '../../src/webviewProtocol/lag.ts';
import { formatCount } from '../../src/model/figures.ts';
import { plural, t } from '../shared/words.ts';
import { summed, worstOf } from './sums.ts';

export type TotalsBy = LagView['groupBy'];

export const totalsWords: Readonly<Record<TotalsBy, string>> = {
  none: t('no totals'),
  topic: t('by topic'),
  member: t('by member'),
  host: t('by host'),
};

type Compare = (a: ShownRow, b: ShownRow) => number;

/** The rows in order; with totals, each above its partitions where it is open. */
export function arranged(rows: readonly ShownRow[], by: TotalsBy, open: ReadonlySet<string>, compare: Compare): readonly ShownRow[] {
  if (by === 'none') return [...rows].sort(compare);
  const totals = [...grouped(rows, row => subjectOf(row, by))].map(([subject, partitions]) =>
    totalOf(subject, partitions, open.has(keyOf(subject))),
  );
  return totals.sort(compare).flatMap(row => (row.total?.isOpen ? [row, ...[...row.total.partitions].sort(compare)] : [row]));
}

/** A total's `name`, which no partition has. */
const keyOf = (subject: string): string => `total ${subject}`;

export const totalNameOf = (row: ShownRow, by: TotalsBy): string => keyOf(subjectOf(row, by));

function subjectOf({ topic, ownerName, owned }: ShownRow, by: TotalsBy): string {
  if (by === 'topic') return topic;
  return (by === 'host' ? owned && hostName(owned) : ownerName) ?? t('nobody');
}

/** `partitions` has at least one. */
function totalOf(subject: string, partitions: readonly ShownRow[], isOpen: boolean): ShownRow {
  const worst = worstOf(partitions);
  const same = (of: (row: ShownRow) => string | null) => (partitions.every(row => of(row) === of(worst)) ? of(worst) : null);
  return {
    topic: subject,
    partition: -1,
    name: keyOf(subject),
    ...summed(partitions),
    reason: worst.reason,
    ...{ committed: null, logStart: null, logEnd: null, lastStable: null, hotShare: null, waitingSince: null },
    owner: null,
    owned: same(row => row.ownerName) === null ? null : worst.owned,
    ownerName: same(row => row.ownerName),
    at: worst.at,
    total: { partitions, words: stateWordsOf(partitions), isOpen },
  };
}

/** Worst first: "2 stuck, 6 steady". */
function stateWordsOf(partitions: readonly ShownRow[]): string {
  const counts = [...grouped(partitions, ({ state }) => state)].sort(([a], [b]) => severityOf(a) - severityOf(b));
  return counts.map(([state, { length }]) => `${formatCount(length)} ${stateLooks[state].word}`).join(', ');
}

function grouped<Row, Key>(rows: readonly Row[], keyOfRow: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOfRow(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Text in topic, partition, owner, host or state; every word must be somewhere. `troubled`: only what is not fine. */
export function passes(row: ShownRow, words: readonly string[], troubled: boolean): boolean {
  if (troubled && isCalm(row.state)) return false;
  if (words.length === 0) return true;
  const { owned } = row;
  const text = [row.name, row.ownerName, owned?.clientId, owned?.clientHost, owned?.groupInstanceId, stateLooks[row.state].word]
    .join(' ')
    .toLowerCase();
  return words.every(word => text.includes(word));
}

/** "12 of 10,000 partitions". */
export const shownWords = (shown: number, all: number): string =>
  shown === all
    ? plural(all, '{0} partition', '{0} partitions', formatCount(all))
    : t('{0} of {1} partitions', formatCount(shown), formatCount(all));
