/** The columns of a table of partitions, by name: each panel takes those that answer its question. */
import { formatCount, formatRateFigure } from '../../../src/model/figures.ts';
import type { PartitionRow, Reason } from '../../../src/webviewProtocol/partitions.ts';
import { VirtualTable, type Cell, type Column } from '../table.ts';
import { t } from '../words.ts';
import { lagBar, madeOf } from './madeOf.ts';
import { goneWords, hostName, lastCommit, type ShownRow } from './shownRow.ts';
import { sparkline, type LagSeries } from './sparkline.ts';
import { isUnjudged, severityOf, stateMark, stateWords } from './states.ts';

export type PartitionColumn = keyof ReturnType<typeof partitionColumns>;

export interface PartitionTableOptions {
  readonly label: string;
  readonly columns: readonly PartitionColumn[];
  /** Each partition's lag over the shown time, for the sparkline. */
  readonly seriesOf: (row: ShownRow) => LagSeries;
  readonly onOpen?: (row: ShownRow) => void;
  readonly onSelect?: (row: ShownRow | undefined) => void;
}

export function partitionTable({ label, columns, seriesOf, onOpen, onSelect }: PartitionTableOptions): VirtualTable<ShownRow> {
  const all = partitionColumns(seriesOf, columns.includes('gone') ? 'gone' : '');
  return new VirtualTable<ShownRow>({
    label,
    columns: columns.map(name => all[name]),
    keyOf: ({ name }) => name,
    sorting: { column: 'state', order: 'ascending' },
    rowClass: ({ state }) => (isUnjudged(state) ? 'hatched' : ''),
    whenEmpty: t('No partition: the group has committed nothing, and nothing is assigned to it.'),
    ...(onOpen ? { onOpen } : {}),
    ...(onSelect ? { onSelect } : {}),
  });
}

/** `afterMade`: up to which column a missing lag says why. */
function partitionColumns(seriesOf: (row: ShownRow) => LagSeries, afterMade: string) {
  return {
    partition: { id: 'partition', title: t('Partition'), cell: ({ name }) => ({ text: name, title: name }), compare: byName, cutTo: 170 },
    state: {
      id: 'state',
      title: t('State'),
      extra: 22,
      takes: 0,
      cell: ({ state, lagPerSecond }) => {
        const also = state === 'hot' && (lagPerSecond ?? 0) > 0 ? 'growing' : undefined;
        return { text: stateWords(state, also), sign: state, draw: cell => cell.append(stateMark(state, also)) };
      },
      compare: worstFirst,
    },
    lag: {
      id: 'lag',
      bold: true,
      title: t('Lag'),
      tip: t('Log end − committed offset'),
      align: 'right',
      takes: 0,
      cell: ({ lag, reason }) => {
        if (lag.kind === 'known') return { text: formatCount(lag.records), class: 'strong' };
        return lag.kind === 'no-commit' ? { text: t('no commit'), class: 'reason' } : missing(reason);
      },
      compare: (a, b) => a.waiting - b.waiting || byName(a, b),
      sortsFirst: 'descending',
    },
    made: {
      id: 'made',
      title: t('Made of'),
      extra: 66,
      cutTo: 210,
      takes: 2,
      leaves: 7,
      cell: row =>
        row.lag.kind === 'unknown'
          ? {
              text: row.reason?.what ?? t('asked, but without an answer'),
              class: 'reason',
              spanTo: afterMade,
              title: row.reason?.next ?? '',
            }
          : {
              text: madeOf(row.lag, row.logEnd),
              class: 'dim',
              title: madeOf(row.lag, row.logEnd),
              sign: JSON.stringify(row.lag),
              draw: cell => cell.append(lagBar(row.lag), madeOf(row.lag, row.logEnd)),
            },
    },
    in: rate('in', t('In/s'), t('Records that arrive, a second'), row => row.producedPerSecond),
    out: rate('out', t('Out/s'), t('Records that are committed, a second'), row => row.consumedPerSecond),
    spark: {
      id: 'spark',
      title: t('Lag over time'),
      leaves: 5,
      extra: 64,
      takes: 0,
      cell: row => ({
        text: '',
        sign: `${row.name} ${row.state} ${row.at}`,
        draw: cell => cell.append(sparkline(seriesOf(row), row.state)),
      }),
    },
    gone: {
      id: 'gone',
      title: t('Gone'),
      tip: t('When nothing waits any more, at the rates of the last two minutes'),
      cell: goneWords,
      compare: (a, b) => etaRank(a) - etaRank(b),
    },
    committed: {
      id: 'committed',
      title: t('Committed'),
      tip: t('The offset of the next record to be read'),
      align: 'right',
      takes: 0,
      leaves: 2,
      cell: ({ committed, lag, reason }) =>
        committed !== null
          ? formatCount(committed)
          : lag.kind === 'no-commit'
            ? { text: t('no commit'), class: 'reason' }
            : missing(reason),
      compare: (a, b) => figureOf(a.committed) - figureOf(b.committed),
    },
    start: {
      id: 'start',
      title: t('Log start'),
      tip: t('The oldest record that is still there'),
      align: 'right',
      takes: 0,
      leaves: 1,
      cell: ({ logStart, reason }) => (logStart === null ? missing(reason) : formatCount(logStart)),
      compare: (a, b) => figureOf(a.logStart) - figureOf(b.logStart),
    },
    end: {
      id: 'end',
      title: t('Log end'),
      align: 'right',
      takes: 0,
      leaves: 1,
      cell: ({ logEnd, reason }) => (logEnd === null ? missing(reason) : formatCount(logEnd)),
      compare: (a, b) => figureOf(a.logEnd) - figureOf(b.logEnd),
    },
    owner: {
      id: 'owner',
      title: t('Owner'),
      leaves: 6,
      cutTo: 150,
      cell: ({ ownerName, owned }) =>
        ownerName === null
          ? { text: t('nobody'), class: 'reason' }
          : { text: ownerName, title: owned ? `${owned.clientId} · ${hostName(owned)} · ${owned.memberId}` : '' },
      compare: (a, b) => (a.ownerName ?? '').localeCompare(b.ownerName ?? '') || byName(a, b),
    },
    moved: {
      id: 'moved',
      title: t('Last commit'),
      tip: t('When the commit was seen to move last; ≥ where it was not seen to move at all'),
      align: 'right',
      takes: 0,
      leaves: 4,
      cell: lastCommit,
      compare: (a, b) => (a.unmovedSince ?? Infinity) - (b.unmovedSince ?? Infinity),
    },
  } satisfies Readonly<Record<string, Column<ShownRow>>>;
}

function rate(id: string, title: string, tip: string, of: (row: PartitionRow) => number | null): Column<ShownRow> {
  return {
    id,
    title,
    tip,
    align: 'right',
    takes: 0,
    leaves: 3,
    cell: row => {
      const value = of(row);
      if (value !== null) return formatRateFigure(value);
      return row.lag.kind === 'unknown' ? missing(row.reason) : { text: '…', class: 'reason', title: t('Not enough observations yet.') };
    },
    compare: (a, b) => (of(a) ?? -1) - (of(b) ?? -1),
    sortsFirst: 'descending',
  };
}

const missing = (reason: Reason | null): Cell => ({ text: t('unknown'), class: 'reason', title: reason?.what ?? '' });

/** Worst first, and among the bad ones the most records first; the good ones stay in their order, or they would dance with every beat. */
function worstFirst(a: ShownRow, b: ShownRow): number {
  const bySeverity = severityOf(a.state) - severityOf(b.state);
  if (bySeverity !== 0) return bySeverity;
  return a.state === 'steady' || a.state === 'too-early' ? byName(a, b) : b.waiting - a.waiting || byName(a, b);
}

function byName(a: PartitionRow, b: PartitionRow): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1;
}

function etaRank({ etaMs }: PartitionRow): number {
  return etaMs === 'never' ? Infinity : (etaMs ?? -1);
}

/** For sorting only: what is not known comes below 0, and beyond 2^53 neighbours may be equal. */
const figureOf = (value: string | null): number => (value === null ? -1 : Number(value));
