/** The columns of a table of partitions, by name: each panel takes those that answer its question. */
import { formatCount, formatRateFigure } from '../../../src/model/figures.ts';
import type { PartitionRow, Reason } from '../../../src/webviewProtocol/partitions.ts';
import { VirtualTable, type Cell, type Column, type TableOptions } from '../table.ts';
import { t } from '../words.ts';
import { lagBar, madeOf } from './madeOf.ts';
import { ageBounds, deletionWords, goneWords, hostName, lastCommit, oldestUnread, type ShownRow } from './shownRow.ts';
import { sparkline, type LagSeries } from './sparkline.ts';
import { isUnjudged, severityOf } from './stateOrder.ts';
import { stateLooks, stateMark } from './states.ts';

export type PartitionColumn = keyof ReturnType<typeof partitionColumns>;

export interface PartitionTableOptions {
  readonly label: string;
  readonly columns: readonly PartitionColumn[];
  /** Each partition's lag over the shown time, for the sparkline. */
  readonly seriesOf: (row: ShownRow) => LagSeries;
}

/** What the table does besides showing partitions. */
type TableBehaviour = Pick<TableOptions<ShownRow>, 'onOpen' | 'onSelect' | 'onSort' | 'onScroll' | 'arrange' | 'branchOf' | 'onToggle'>;

export function partitionTable({ label, columns, seriesOf, ...behaviour }: PartitionTableOptions & TableBehaviour): VirtualTable<ShownRow> {
  const all = partitionColumns(seriesOf, columns.includes('gone') ? 'gone' : '');
  return new VirtualTable<ShownRow>({
    label,
    columns: columns.map(name => all[name]),
    keyOf: ({ name }) => name,
    sorting: { column: 'state', order: 'ascending' },
    rowClass: ({ state, total }) => (total ? 'total' : isUnjudged(state) ? 'hatched' : ''),
    whenEmpty: noPartitionWords,
    ...behaviour,
  });
}

export const noPartitionWords = t('No partition: the group has committed nothing, and nothing is assigned to it.');

/** `afterMade`: up to which column a missing lag says why. */
function partitionColumns(seriesOf: (row: ShownRow) => LagSeries, afterMade: string) {
  return {
    partition: {
      id: 'partition',
      title: t('Partition'),
      // Where rows add up others, those stand further right.
      extra: 18,
      bold: true,
      cutTo: 170,
      cell: ({ name, topic, total }) => (total ? { text: topic, title: topic, class: 'strong' } : { text: name, title: name }),
      compare: byName,
    },
    state: {
      id: 'state',
      title: t('State'),
      extra: 22,
      takes: 0,
      cutTo: 150,
      cell: ({ state, lagPerSecond, total }) => {
        const { word } = stateLooks[state];
        const words = total?.words ?? (state === 'hot' && (lagPerSecond ?? 0) > 0 ? `${word}, ${stateLooks.growing.word}` : word);
        return { text: words, sign: state, title: total?.words ?? '', draw: cell => cell.append(stateMark(state, words)) };
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
              text: madeOf(row.lag, row.logEnd, row.notRecords),
              class: 'dim',
              title: madeOf(row.lag, row.logEnd, row.notRecords),
              sign: JSON.stringify(row.lag),
              draw: cell => cell.append(lagBar(row.lag, row.notRecords), madeOf(row.lag, row.logEnd, row.notRecords)),
            },
    },
    oldest: {
      id: 'oldest',
      title: t('Oldest'),
      tip: t('How long the first unread record has been waiting, by its own timestamp'),
      align: 'right',
      takes: 0,
      leaves: 8,
      cell: row => (row.lag.kind === 'known' || row.total ? oldestUnread(row) : { text: '' }),
      compare: (a, b) => (ageBounds(a)?.least ?? -1) - (ageBounds(b)?.least ?? -1) || byName(a, b),
      sortsFirst: 'descending',
    },
    deleted: {
      id: 'deleted',
      title: t('Deleted'),
      tip: t('When retention may delete the first unread record'),
      align: 'right',
      takes: 0,
      leaves: 0,
      cell: deletionWords,
      compare: (a, b) => (a.deletedAt ?? Infinity) - (b.deletedAt ?? Infinity) || byName(a, b),
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
      cell: ({ committed, lag, reason, total }) =>
        total
          ? ''
          : committed !== null
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
      leaves: 0,
      cell: ({ logStart, reason, total }) => (total ? '' : logStart === null ? missing(reason) : formatCount(logStart)),
      compare: (a, b) => figureOf(a.logStart) - figureOf(b.logStart),
    },
    stable: {
      id: 'stable',
      title: t('Last stable'),
      tip: t('Up to here clients with read_committed may read; an open transaction holds it back'),
      align: 'right',
      takes: 0,
      onRequest: true,
      cell: ({ lastStable, reason, total }) => (total ? '' : lastStable === null ? missing(reason) : formatCount(lastStable)),
      compare: (a, b) => figureOf(a.lastStable) - figureOf(b.lastStable),
    },
    end: {
      id: 'end',
      title: t('Log end'),
      align: 'right',
      takes: 0,
      leaves: 1,
      cell: ({ logEnd, reason, total }) => (total ? '' : logEnd === null ? missing(reason) : formatCount(logEnd)),
      compare: (a, b) => figureOf(a.logEnd) - figureOf(b.logEnd),
    },
    owner: {
      id: 'owner',
      title: t('Owner'),
      leaves: 6,
      cutTo: 150,
      cell: ({ ownerName, owned, total }) =>
        ownerName === null
          ? total
            ? ''
            : { text: t('nobody'), class: 'reason' }
          : { text: ownerName, title: owned ? `${owned.clientId} · ${hostName(owned)} · ${owned.memberId}` : '' },
      compare: (a, b) => (a.ownerName ?? '').localeCompare(b.ownerName ?? '') || byName(a, b),
    },
    host: {
      id: 'host',
      title: t('Host'),
      tip: t('Where the member runs, as the broker sees it'),
      onRequest: true,
      cutTo: 120,
      cell: ({ owned }) => (owned ? hostName(owned) : ''),
      compare: (a, b) => (a.owned?.clientHost ?? '').localeCompare(b.owned?.clientHost ?? '') || byName(a, b),
    },
    instance: {
      id: 'instance',
      title: t('Instance id'),
      onRequest: true,
      cutTo: 120,
      cell: ({ owned }) => owned?.groupInstanceId ?? '',
      compare: (a, b) => (a.owned?.groupInstanceId ?? '').localeCompare(b.owned?.groupInstanceId ?? '') || byName(a, b),
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
  const { state } = a;
  if (state !== b.state) return severityOf(state) - severityOf(b.state);
  return state === 'steady' || state === 'too-early' ? byName(a, b) : b.waiting - a.waiting || byName(a, b);
}

function byName(a: PartitionRow, b: PartitionRow): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1;
}

function etaRank({ etaMs }: PartitionRow): number {
  return etaMs === 'never' ? Infinity : (etaMs ?? -1);
}

/** For sorting only: what is not known comes below 0, and beyond 2^53 neighbours may be equal. */
const figureOf = (value: string | null): number => (value === null ? -1 : Number(value));
