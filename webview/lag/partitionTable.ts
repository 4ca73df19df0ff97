/** The table of the group's partitions: what each cell says, and in which words a figure is missing. */
import { formatCount, formatRateFigure, formatSpan } from '../../src/model/figures.ts';
import type { LagHistory } from '../../src/model/lagHistory.ts';
import { memberNames } from '../../src/model/memberNames.ts';
import type { LagBeat, LagMember, LagRow, Reason } from '../../src/webviewProtocol/lag.ts';
import { isUnjudged, severityOf, stateLooks, stateMark, stateWords } from '../shared/states.ts';
import { VirtualTable, type Cell, type Column } from '../shared/table.ts';
import { ago, exactTime } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';
import { lagBar, madeOf } from './madeOf.ts';
import { sparkline } from './sparkline.ts';

/** A row with what the page adds to it. */
export interface ShownRow extends LagRow {
  readonly name: string;
  readonly owned: LagMember | null;
  readonly ownerName: string | null;
  /** When the figures were true, milliseconds since 1970. */
  readonly at: number;
}

export const nameOf = ({ topic, partition }: Pick<LagRow, 'topic' | 'partition'>): string => `${topic}-${partition}`;

export function shownRows({ rows, group, at }: LagBeat): readonly ShownRow[] {
  const names = memberNames(group.members);
  return rows.map(row => {
    const owned = row.owner === null ? null : (group.members[row.owner] ?? null);
    return { ...row, name: nameOf(row), owned, ownerName: owned ? (names.get(owned.memberId) ?? owned.clientId) : null, at };
  });
}

export function partitionTable(
  label: string,
  history: () => LagHistory,
  since: () => number,
  onOpen: (row: ShownRow) => void,
): VirtualTable<ShownRow> {
  return new VirtualTable<ShownRow>({
    label,
    columns: columns(history, since),
    keyOf: ({ name }) => name,
    sorting: { column: 'state', order: 'ascending' },
    rowClass: ({ state }) => (isUnjudged(state) ? 'hatched' : ''),
    onOpen,
    whenEmpty: t('No partition: the group has committed nothing, and nothing is assigned to it.'),
  });
}

/** When this is gone, in a clause. */
export function goneWords(row: LagRow): Cell {
  const { state, lag, etaMs, lagPerSecond } = row;
  if (state === 'stuck') return { text: t('never, nothing consumed') };
  if (state === 'stopped') return { text: t('never, nobody reads') };
  if (state === 'growing' || state === 'hot')
    return { text: lagPerSecond === null ? t('never') : t('never, growing {0}/s', formatRateFigure(lagPerSecond)) };
  if (typeof etaMs === 'number') return { text: t('in {0}', formatSpan(etaMs)) };
  if (state === 'lost') return { text: row.owner === null ? t('never, nobody reads') : t('with its next commit') };
  if (state === 'too-early') return { text: t('too early to say'), class: 'reason' };
  if (state === 'no-commit') return { text: lag.kind === 'no-commit' && lag.waiting === '0' ? t('nothing to read') : t('not begun') };
  if (isUnjudged(state)) return { text: stateLooks[state].word, class: 'reason' };
  return { text: row.producedPerSecond === 0 && lag.kind === 'known' && lag.records === '0' ? t('nothing to read') : t('keeps up') };
}

function columns(history: () => LagHistory, since: () => number): readonly Column<ShownRow>[] {
  return [
    { id: 'partition', title: t('Partition'), cell: ({ name }) => ({ text: name, title: name }), compare: byName, cutTo: 110 },
    {
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
    {
      id: 'lag',
      title: t('Lag'),
      tip: t('Log end − committed offset'),
      align: 'right',
      takes: 0,
      cell: ({ lag, reason }) => {
        if (lag.kind === 'known') return { text: formatCount(lag.records), class: 'strong' };
        return lag.kind === 'no-commit' ? { text: t('no commit'), class: 'reason' } : missing(reason);
      },
      compare: (a, b) => compareBig(waiting(a), waiting(b)) || byName(a, b),
      sortsFirst: 'descending',
    },
    {
      id: 'made',
      title: t('Made of'),
      extra: 66,
      cutTo: 120,
      takes: 2,
      wide: true,
      cell: row =>
        row.lag.kind === 'unknown'
          ? { text: row.reason?.what ?? t('asked, but without an answer'), class: 'reason', span: 4, title: row.reason?.next ?? '' }
          : {
              text: madeOf(row.lag, row.logEnd),
              class: 'dim',
              title: madeOf(row.lag, row.logEnd),
              sign: JSON.stringify(row.lag),
              draw: cell => cell.append(lagBar(row.lag), madeOf(row.lag, row.logEnd)),
            },
    },
    rate('in', t('In/s'), t('Records that arrive, a second'), row => row.producedPerSecond),
    rate('out', t('Out/s'), t('Records that are committed, a second'), row => row.consumedPerSecond),
    {
      id: 'spark',
      title: t('Lag over time'),
      wide: true,
      extra: 64,
      takes: 0,
      cell: row => ({ text: '', sign: `${row.name} ${row.at} ${since()}`, draw: cell => cell.append(sparkline(history(), row, since())) }),
    },
    {
      id: 'gone',
      title: t('Gone'),
      tip: t('When nothing waits any more, at the rates of the last two minutes'),
      cell: goneWords,
      compare: (a, b) => etaRank(a) - etaRank(b),
    },
    {
      id: 'committed',
      title: t('Committed'),
      tip: t('The offset of the next record to be read'),
      align: 'right',
      takes: 0,
      wide: true,
      cell: ({ committed, lag, reason }) =>
        committed !== null
          ? formatCount(committed)
          : lag.kind === 'no-commit'
            ? { text: t('no commit'), class: 'reason' }
            : missing(reason),
      compare: (a, b) => compareBig(big(a.committed), big(b.committed)),
    },
    {
      id: 'end',
      title: t('Log end'),
      align: 'right',
      takes: 0,
      wide: true,
      cell: ({ logEnd, reason }) => (logEnd === null ? missing(reason) : formatCount(logEnd)),
      compare: (a, b) => compareBig(big(a.logEnd), big(b.logEnd)),
    },
    {
      id: 'owner',
      title: t('Owner'),
      wide: true,
      cutTo: 90,
      cell: ({ ownerName, owned }) =>
        ownerName === null
          ? { text: t('nobody'), class: 'reason' }
          : { text: ownerName, title: owned ? `${owned.clientId} · ${owned.clientHost} · ${owned.memberId}` : '' },
      compare: (a, b) => (a.ownerName ?? '').localeCompare(b.ownerName ?? '') || byName(a, b),
    },
    {
      id: 'moved',
      title: t('Last commit'),
      tip: t('When the commit was seen to move last; ≥ where it was not seen to move at all'),
      align: 'right',
      takes: 0,
      wide: true,
      cell: lastCommit,
      compare: (a, b) => (a.unmovedSince ?? Infinity) - (b.unmovedSince ?? Infinity),
    },
  ];
}

export function lastCommit({ unmovedSince, sawCommitMove, lag, at }: ShownRow): Cell {
  if (unmovedSince === null) return { text: lag.kind === 'no-commit' ? t('never') : t('unknown'), class: 'reason' };
  if (sawCommitMove) return { text: ago(unmovedSince, at), title: exactTime(unmovedSince) };
  return at - unmovedSince < 1000
    ? { text: t('seen once'), class: 'reason' }
    : { text: t('≥ {0} ago', formatSpan(at - unmovedSince)), title: t('Not seen to move since {0}', exactTime(unmovedSince)) };
}

function rate(id: string, title: string, tip: string, of: (row: LagRow) => number | null): Column<ShownRow> {
  return {
    id,
    title,
    tip,
    align: 'right',
    takes: 0,
    wide: true,
    cell: row => {
      const value = of(row);
      if (value !== null) return formatRateFigure(value);
      return {
        text: row.state === 'too-early' || row.state === 'no-commit' ? '…' : t('unknown'),
        class: 'reason',
        title: t('Not enough observations yet.'),
      };
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
  return a.state === 'steady' || a.state === 'too-early' ? byName(a, b) : compareBig(waiting(b), waiting(a)) || byName(a, b);
}

function byName(a: LagRow, b: LagRow): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1;
}

function etaRank({ etaMs }: LagRow): number {
  return etaMs === 'never' ? Infinity : (etaMs ?? -1);
}

const big = (value: string | null): bigint => (value === null ? -1n : BigInt(value));
const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
/** For sorting: what is not known comes below 0. */
const waiting = ({ lag }: LagRow): bigint => (lag.kind === 'known' ? BigInt(lag.records) : -1n);

/** "24 partitions", for headings. */
export const countWords = (count: number): string => plural(count, '{0} partition', '{0} partitions', formatCount(count));
