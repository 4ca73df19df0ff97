/** Partitions added up by topic, member or host: rows of the same table, with their partitions below them. No drawing here. */
import { sumOf } from '../shared/partitions/madeOf.ts';
import { hostName, type ShownRow } from '../shared/partitions/shownRow.ts';
import { isCalm, severityOf, stateLooks } from '../shared/partitions/states.ts';
import type { LagView } from '../../src/webviewProtocol/lag.ts';
import { formatCount } from '../../src/model/figures.ts';
import { plural, t } from '../shared/words.ts';

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
  const worst = partitions.reduce((worse, row) => (severityOf(row.state) < severityOf(worse.state) ? row : worse));
  const known = partitions.filter(({ lag }) => lag.kind === 'known');
  const moved = newest(partitions);
  const same = (of: (row: ShownRow) => string | null) => (partitions.every(row => of(row) === of(worst)) ? of(worst) : null);
  return {
    topic: subject,
    partition: -1,
    name: keyOf(subject),
    state: worst.state,
    lag: known.length > 0 ? sumOf(known.map(({ lag }) => lag)) : worst.lag,
    reason: worst.reason,
    ...{ committed: null, logStart: null, logEnd: null, lastStable: null, hotShare: null, waitingSince: null },
    producedPerSecond: sum(partitions.map(row => row.producedPerSecond)),
    consumedPerSecond: sum(partitions.map(row => row.consumedPerSecond)),
    lagPerSecond: sum(partitions.map(row => row.lagPerSecond)),
    etaMs: longest(partitions.map(row => row.etaMs)),
    unmovedSince: moved,
    sawCommitMove: partitions.some(row => row.sawCommitMove && row.unmovedSince === moved),
    owner: null,
    owned: same(row => row.ownerName) === null ? null : worst.owned,
    ownerName: same(row => row.ownerName),
    waiting: partitions.reduce((all, { waiting }) => all + Math.max(0, waiting), known.length > 0 ? 0 : -1),
    at: worst.at,
    ...oldestOf(partitions),
    total: { partitions, words: stateWordsOf(partitions), isOpen },
  };
}

/** Worst first: "2 stuck, 6 steady". */
function stateWordsOf(partitions: readonly ShownRow[]): string {
  const counts = [...grouped(partitions, ({ state }) => state)].sort(([a], [b]) => severityOf(a) - severityOf(b));
  return counts.map(([state, { length }]) => `${formatCount(length)} ${stateLooks[state].word}`).join(', ');
}

/** The oldest unread record that is known, and what retention takes first. */
function oldestOf(partitions: readonly ShownRow[]): Pick<ShownRow, 'timeLag' | 'deletedAt'> {
  const waiting = partitions.flatMap(({ timeLag }) => (timeLag?.kind === 'read' || timeLag?.kind === 'between' ? [timeLag] : []));
  const written = (one: (typeof waiting)[number]) => (one.kind === 'read' ? one.writtenAt : one.before);
  const timeLag = waiting.length > 0 ? waiting.reduce((old, one) => (written(one) < written(old) ? one : old)) : partitions[0]?.timeLag;
  const deleted = partitions.flatMap(({ deletedAt }) => deletedAt ?? []);
  return {
    ...(timeLag ? { timeLag } : {}),
    deletedAt: deleted.length > 0 ? deleted.reduce((first, one) => Math.min(first, one)) : null,
  };
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

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : known.reduce((all, one) => all + one, 0);
}

function longest(etas: readonly ShownRow['etaMs'][]): ShownRow['etaMs'] {
  if (etas.includes('never')) return 'never';
  const known = etas.filter(eta => typeof eta === 'number');
  return known.length === 0 ? null : known.reduce((most, one) => Math.max(most, one));
}

function newest(partitions: readonly ShownRow[]): number | null {
  const known = partitions.flatMap(({ unmovedSince }) => unmovedSince ?? []);
  return known.length === 0 ? null : known.reduce((last, one) => Math.max(last, one));
}
