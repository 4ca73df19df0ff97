/** One group: its pictures, and its partitions with totals, filter and details. */
import { formatCount, formatRate } from '../../src/model/figures.ts';
import type { LagHistory } from '../../src/model/lagHistory.ts';
import type { GroupChange } from '../../src/webviewProtocol/history.ts';
import { groupings, type LagBeat, type LagStanding } from '../../src/webviewProtocol/lag.ts';
import { sumIn, type UnpackedRows } from '../../src/webviewProtocol/packedRows.ts';
import { afterPaint } from '../shared/afterPaint.ts';
import { el } from '../shared/dom.ts';
import { lagBar, madeOf, partKeys } from '../shared/partitions/madeOf.ts';
import { noPartitionWords, partitionTable, type PartitionColumn } from '../shared/partitions/columns.ts';
import { countWords, type ShownRow } from '../shared/partitions/shownRow.ts';
import { plural, t } from '../shared/words.ts';
import { beatRows } from './beatRows.ts';
import { Details, type DetailActions } from './details.ts';
import { figure, type News } from './frame.ts';
import { heatRows, stepsFor } from './heat.ts';
import { markWords } from './markWords.ts';
import { oldestOfAll } from './oldest.ts';
import { Pictures } from './pictures.ts';
import { columnItems, TableBar } from './tableBar.ts';
import { shownSpan } from './timeAxis.ts';
import { arranged, passes, shownWords, totalNameOf, totalsWords, type TotalsBy } from './totals.ts';
import { goneWords } from './goneWords.ts';
import { keepView, view } from './view.ts';

const columns: readonly PartitionColumn[] = [
  ...(['partition', 'state', 'lag', 'made', 'oldest', 'in', 'out', 'spark', 'gone', 'deleted'] as const),
  ...(['committed', 'start', 'stable', 'end', 'owner', 'host', 'instance', 'moved'] as const),
];

export interface GroupViewActions extends Omit<DetailActions, 'closed'> {
  /** These rows are on the screen. */
  readonly seen: (rows: readonly ShownRow[]) => void;
}

/** A beat with what the page made of its rows. */
export interface SeenBeat {
  readonly beat: LagBeat;
  readonly rows: UnpackedRows;
  readonly names: readonly string[];
}

export class GroupView {
  readonly elements: readonly HTMLElement[];
  readonly bar: TableBar;
  readonly #table;
  readonly #pictures = new Pictures(
    t('Lag over time and by partition'),
    { rows: heatWords, first: ({ short }) => t('partition {0}', short), steps: stepsFor },
    name => this.#point(name),
  );
  readonly #section: HTMLElement;
  readonly #details: Details;
  readonly #open = new Set<string>();
  readonly #later = afterPaint();
  #history: LagHistory | undefined;
  #rows: readonly ShownRow[] = [];
  #from = 0;
  #someAreDeleted = false;
  #pointAt: string | undefined;

  constructor({ seen, ...actions }: GroupViewActions) {
    this.#details = new Details({ ...actions, closed: () => this.#table.focus() });
    this.#table = partitionTable({
      label: t('Partitions of the group'),
      columns,
      seriesOf: row => this.#seriesOf(row),
      onOpen: row => (row.total ? this.#toggle(row) : this.#details.open(row)),
      onSelect: row => {
        if (row && !row.total && this.#details.isOpen) this.#details.open(row);
      },
      onSort: sorting => keepView({ sorting }),
      onScroll: rows => seen(rows.filter(({ total }) => !total)),
      arrange: (rows, compare) => arranged(rows, this.#totalsBy, this.#open, compare),
      branchOf: ({ total }) => (this.#totalsBy === 'none' ? undefined : total ? { level: 1, isOpen: total.isOpen } : { level: 2 }),
      onToggle: row => this.#toggle(row),
    });
    this.bar = new TableBar({
      filterBy: t('Topic, owner, host, state'),
      totals: {
        choices: groupings.map(value => ({ value, text: totalsWords[value] })),
        chosen: this.#totalsBy,
        onChoose: value => {
          keepView({ groupBy: value as TotalsBy });
          this.#table.arrangeAnew();
        },
      },
      columns: () =>
        columnItems(
          this.#table.columnChoices,
          id => this.#table.isShown(id),
          (id, shown) => this.#keepColumns({ ...view().columns, [id]: shown }),
          () => this.#keepColumns({}),
        ),
      keys: partKeys(),
      onFilter: () => this.#fill(),
    });
    this.#chooseColumns();
    const { sorting } = view();
    if (sorting) this.#table.sortAs(sorting);
    this.#pictures.element.hidden = true;
    this.#section = el('section', { class: 'partitions', hidden: true }, this.bar.element, this.#table.element, this.#details.element);
    this.elements = [this.#pictures.element, this.#section];
  }

  get #totalsBy(): TotalsBy {
    return view().groupBy;
  }

  /** The first lines and the table come first, the pictures after them. */
  draw({ beat, rows: unpacked, names }: SeenBeat, history: LagHistory, changes: readonly GroupChange[], standing: LagStanding): News {
    const rows = beatRows(beat, unpacked, names);
    const isFirst = this.#history === undefined;
    this.#rows = rows;
    this.#history = history;
    this.#from = shownSpan(history.points[0]?.at ?? beat.at, beat.at, view().spanMs).from;
    this.#pictures.element.hidden = rows.length === 0;
    this.#section.hidden = false;
    const drawPictures = () => this.#drawPictures(beat, rows, history, changes, standing);
    if (rows.length > 0 && isFirst) drawPictures();
    if (!this.#someAreDeleted && unpacked.column('deletedAt').some(at => !Number.isNaN(at))) {
      this.#someAreDeleted = true;
      this.#chooseColumns();
    }
    this.#fill();
    this.#details.update(rows);
    if (this.#pointAt !== undefined) this.#point(this.#pointAt);
    if (rows.length > 0 && !isFirst) this.#later(drawPictures);
    return newsOf(beat, unpacked, standing);
  }

  /** Brings a partition into view; once, then the person moves. One that is not there yet is waited for. */
  pointAt(name: string): void {
    this.#pointAt = name;
    this.#point(name);
  }

  #point(name: string): void {
    const row = this.#rows.find(one => one.name === name);
    if (!row) return;
    this.#pointAt = undefined;
    if (this.#totalsBy !== 'none' && !this.#open.has(totalNameOf(row, this.#totalsBy))) {
      this.#open.add(totalNameOf(row, this.#totalsBy));
      this.#table.arrangeAnew();
    }
    this.#table.select(name);
    this.#table.focus();
  }

  #drawPictures(
    beat: LagBeat,
    rows: readonly ShownRow[],
    history: LagHistory,
    changes: readonly GroupChange[],
    { watch }: LagStanding,
  ): void {
    const threshold = watch && watch.lagRecords !== null ? { records: watch.lagRecords, forMs: watch.forMs } : null;
    const heat = heatRows(rows).map(row => ({
      ...{ name: row.name, short: String(row.partition), section: row.topic },
      ...{ state: row.state, waiting: row.waiting, unmovedSince: row.unmovedSince, mark: markWords(row) },
    }));
    this.#pictures.draw({ ...beat, records: beat.total.records, heat, all: rows.length, history, changes, threshold }, view().spanMs);
  }

  #fill(): void {
    const { words, troubled } = this.bar;
    const rows = words.length === 0 && !troubled ? this.#rows : this.#rows.filter(row => passes(row, words, troubled));
    const nothing =
      this.#rows.length === 0 ? noPartitionWords : troubled && words.length === 0 ? t('All are fine.') : t('None fits the filter.');
    this.bar.setCount(shownWords(rows.length, this.#rows.length), t('Enter opens the rest of a row'));
    this.#table.setRows(rows, nothing);
  }

  #toggle({ name }: ShownRow): void {
    if (!this.#open.delete(name)) this.#open.add(name);
    this.#table.arrangeAnew();
  }

  #keepColumns(columnsChosen: Readonly<Record<string, boolean>>): void {
    keepView({ columns: columnsChosen });
    this.#chooseColumns();
  }

  /** Where nothing is deleted by age there is nothing to say about it. */
  #chooseColumns(): void {
    this.#table.chooseColumns({ ...(this.#someAreDeleted ? {} : { deleted: false }), ...view().columns });
  }

  #seriesOf({ name, total }: ShownRow) {
    if (!this.#history) return { at: [], lags: [] };
    return total
      ? this.#history.sumOf(
          total.partitions.map(row => row.name),
          this.#from,
        )
      : this.#history.seriesOf(name, this.#from);
  }
}

const heatWords = (shown: number, all: number): string =>
  shown === all ? countWords(all) : t('the {0} worst of {1} partitions', shown, formatCount(all));

function newsOf(beat: LagBeat, rows: UnpackedRows, { clusterName, watch }: LagStanding): News {
  const { producedPerSecond, consumedPerSecond, total } = beat;
  const { lag: sum, notRecords } = sumIn(rows);
  return {
    at: beat.at,
    verdict: beat.verdict,
    about: aboutWords(beat, clusterName),
    cost: beat.cost,
    note: t('Commits are asked first, log ends after. Rates are those of the last two minutes.'),
    figures:
      rows.count === 0
        ? []
        : [
            figure(
              t('Waiting'),
              el(
                'span',
                { class: 'strong' },
                plural(BigInt(total.records), '{0} record', '{0} records', formatCount(BigInt(total.records))),
              ),
            ),
            figure(t('Oldest unread'), oldestOfAll(rows, beat.at, watch?.timeLagMs ?? null)),
            figure(t('Produced'), rate(producedPerSecond)),
            figure(t('Consumed'), rate(consumedPerSecond)),
            figure(t('Gone'), goneWords(beat)),
            figure(t('Made of'), lagBar(sum, notRecords), madeOf(sum, null, notRecords)),
            ...notCounted(total),
          ],
  };
}

export const rate = (perSecond: number | null): Node | string =>
  perSecond === null ? el('span', { class: 'reason' }, t('too early to say')) : formatRate(perSecond);

/** A sum never hides what is not in it. */
export function notCounted(total: LagBeat['total']): readonly HTMLElement[] {
  const words = [
    total.noCommit > 0 ? plural(total.noCommit, '{0} partition without a commit', '{0} partitions without a commit') : '',
    total.unknown > 0 ? plural(total.unknown, '{0} unknown', '{0} unknown') : '',
  ].filter(Boolean);
  return words.length === 0 ? [] : [figure(t('Not counted'), el('span', { class: 'reason' }, words.join(', ')))];
}

/** "reads shipments · classic, Stable · cluster orders-dev · 4 members". */
function aboutWords({ group }: LagBeat, clusterName: string): string {
  const { topics, groupType, groupState, members, membersUnknown } = group;
  const [first, second] = topics;
  const reads =
    topics.length > 2 && first ? t('{0} and {1} more topics', first, topics.length - 1) : [first, second].filter(Boolean).join(', ');
  return [
    ...(reads ? [t('reads {0}', reads)] : []),
    groupType === 'unknown' ? groupState : `${groupType}, ${groupState}`,
    t('cluster {0}', clusterName),
    membersUnknown === null ? plural(members.length, '{0} member', '{0} members') : t('members unknown: {0}', membersUnknown),
  ].join(' · ');
}
