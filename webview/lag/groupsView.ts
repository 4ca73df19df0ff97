/** All groups that read a topic, or all of a cluster: worst first, and one step from each group's own panel. */
import { formatCount, formatRate, formatRateFigure, formatSpan } from '../../src/model/figures.ts';
import type { LagHistory } from '../../src/model/lagHistory.ts';
import type { GroupRow, GroupsBeat, LagStanding } from '../../src/webviewProtocol/lag.ts';
import { el, fill } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { sparkline, type LagSeries } from '../shared/partitions/sparkline.ts';
import { isCalm, isUnjudged, severityOf } from '../shared/partitions/stateOrder.ts';
import { stateLooks, stateMark } from '../shared/partitions/states.ts';
import { VirtualTable, type Column } from '../shared/table.ts';
import { plural, t } from '../shared/words.ts';
import { figure, type News } from './frame.ts';
import { goneWords } from './goneWords.ts';
import { notCounted, rate } from './groupView.ts';
import { heatRows, type HeatRow, type Steps } from './heat.ts';
import { Pictures } from './pictures.ts';
import { columnItems, TableBar } from './tableBar.ts';
import { keepView, view } from './view.ts';

interface ShownGroup extends GroupRow {
  readonly at: number;
  /** Records, to sort by; −1 where nothing is known. */
  readonly waiting: number;
}

export interface GroupsViewActions {
  readonly openGroup: (groupId: string) => void;
}

export class GroupsView {
  readonly elements: readonly HTMLElement[];
  readonly bar: TableBar;
  readonly #table: VirtualTable<ShownGroup>;
  readonly #pictures: Pictures;
  readonly #section: HTMLElement;
  readonly #missing = el('ul', { class: 'missing-groups reason', hidden: true });
  #history: LagHistory | undefined;
  #rows: readonly ShownGroup[] = [];
  #from = 0;
  /** When each group was first seen to be as stuck as it is now. */
  readonly #stuckSince = new Map<string, number>();

  constructor({ openGroup }: GroupsViewActions) {
    this.#pictures = new Pictures(
      t('Lag over time and by group'),
      { rows: heatWords, first: ({ short }) => short, steps: stepsOfGroups },
      name => {
        this.#table.select(name);
        this.#table.focus();
      },
    );
    const series = ({ groupId }: ShownGroup) => this.#history?.seriesOf(groupId, this.#from) ?? { at: [], lags: [] };
    this.#table = new VirtualTable<ShownGroup>({
      label: t('Groups'),
      columns: groupColumns(series, openGroup),
      keyOf: ({ groupId }) => groupId,
      sorting: { column: 'state', order: 'ascending' },
      rowClass: ({ sign }) => (isUnjudged(sign) ? 'hatched' : ''),
      onOpen: ({ groupId }) => openGroup(groupId),
      onSort: sorting => keepView({ sorting }),
    });
    this.bar = new TableBar({
      filterBy: t('Group, topic, state'),
      columns: () =>
        columnItems(
          this.#table.columnChoices,
          id => this.#table.isShown(id),
          (id, shown) => this.#chooseColumns({ ...view().columns, [id]: shown }),
          () => this.#chooseColumns({}),
        ),
      keys: [],
      onFilter: () => this.#fill(),
    });
    this.#table.chooseColumns(view().columns);
    const { sorting } = view();
    if (sorting) this.#table.sortAs(sorting);
    this.#pictures.element.hidden = true;
    this.#section = el('section', { class: 'partitions', hidden: true }, this.bar.element, this.#missing, this.#table.element);
    this.elements = [this.#pictures.element, this.#section];
  }

  draw(beat: GroupsBeat, history: LagHistory, { scope, clusterName }: LagStanding): News {
    this.#rows = beat.rows.map(row => ({ ...row, at: beat.at, waiting: isKnown(row) ? Number(row.records) : -1 }));
    this.#history = history;
    for (const { groupId, sign } of beat.rows) {
      if (sign !== 'stuck' && sign !== 'stopped') this.#stuckSince.delete(groupId);
      else if (!this.#stuckSince.has(groupId)) this.#stuckSince.set(groupId, beat.at);
    }
    this.#pictures.element.hidden = this.#rows.length === 0;
    this.#section.hidden = false;
    const pace = paceOf(beat);
    if (this.#rows.length > 0) {
      const heat = heatRows(this.#rows.map(row => ({ ...row, state: row.sign }))).map(row => ({
        ...{
          name: row.groupId,
          short: row.groupId,
          section: '',
          state: row.sign,
          waiting: row.waiting,
          unmovedSince: this.#stuckSince.get(row.groupId) ?? null,
        },
        mark: [stateLooks[row.sign].word, ''] as const,
      }));
      const { from } = this.#pictures.draw(
        { at: beat.at, records: beat.total.records, ...pace, heat, all: this.#rows.length, history, changes: [], threshold: null },
        view().spanMs,
      );
      this.#from = from;
    }
    this.#missing.hidden = beat.missing.length === 0;
    fill(this.#missing, ...beat.missing.map(sentence => el('li', {}, icon('unknown', { tone: 'quiet' }), ' ', sentence)));
    this.#fill(
      scope.kind === 'topic'
        ? t('No group has a commit on {0}, and no member reads it.', scope.topic)
        : t('This cluster has no group that this login may see.'),
    );
    return newsOf(beat, pace, scope.kind === 'topic' ? `${t('groups that read it')} · ${t('cluster {0}', clusterName)}` : t('all groups'));
  }

  #fill(whenEmpty = ''): void {
    const { words, troubled } = this.bar;
    const rows = this.#rows.filter(row => passes(row, words, troubled));
    this.bar.setCount(
      rows.length === this.#rows.length
        ? plural(rows.length, '{0} group', '{0} groups', formatCount(rows.length))
        : t('{0} of {1} groups', formatCount(rows.length), formatCount(this.#rows.length)),
      t('Enter opens the group'),
    );
    const nothing = this.#rows.length === 0 ? whenEmpty : troubled && words.length === 0 ? t('All are fine.') : t('None fits the filter.');
    this.#table.setRows(rows, nothing);
  }

  #chooseColumns(chosen: Readonly<Record<string, boolean>>): void {
    keepView({ columns: chosen });
    this.#table.chooseColumns(chosen);
  }
}

const heatWords = (shown: number, all: number): string =>
  shown === all ? plural(all, '{0} group', '{0} groups', formatCount(all)) : t('the {0} worst of {1} groups', shown, formatCount(all));

/** Groups differ by powers of ten: the largest lag is the measure. Worked: 8,100 at most → 100, 1,000, 5,000. */
function stepsOfGroups(_rows: readonly HeatRow[], history: LagHistory): Steps {
  const highest = history.points.reduce((most, { lags }) => lags.reduce((all, lag) => (lag > all ? lag : all), most), 40);
  const top = 10 ** Math.ceil(Math.log10(highest));
  return [Math.max(1, top / 100), Math.max(2, top / 10), top / 2];
}

const isKnown = ({ partitions, noCommit, unknown }: GroupRow): boolean => partitions === 0 || noCommit + unknown < partitions;

function passes({ groupId, topics, sign }: ShownGroup, words: readonly string[], troubled: boolean): boolean {
  if (troubled && isCalm(sign)) return false;
  if (words.length === 0) return true;
  const text = [groupId, ...topics, stateLooks[sign].word].join(' ').toLowerCase();
  return words.every(word => text.includes(word));
}

interface Pace {
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  readonly etaMs: number | 'never' | null;
}

/** All groups together. What several groups read counts once for each. */
function paceOf({ rows, lately }: GroupsBeat): Pace {
  const known = rows.flatMap(({ lagPerSecond }) => lagPerSecond ?? []);
  const etas = rows.flatMap(({ etaMs }) => etaMs ?? []);
  const times = etas.filter(eta => typeof eta === 'number');
  return {
    producedPerSecond: lately.produced,
    consumedPerSecond: lately.consumed,
    lagPerSecond: known.length === 0 ? null : known.reduce((all, one) => all + one, 0),
    etaMs: etas.includes('never') ? 'never' : times.length === 0 ? null : times.reduce((most, one) => Math.max(most, one)),
  };
}

function newsOf({ at, rows, total, verdict, cost, missing }: GroupsBeat, pace: Pace, about: string): News {
  return {
    ...{ at, verdict, cost },
    about: [about, missing.length > 0 ? t('groups may be missing') : ''].filter(Boolean).join(' · '),
    note: t('Commits are asked first, log ends after. What several groups read counts once for each.'),
    figures:
      rows.length === 0
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
            figure(t('Produced'), rate(pace.producedPerSecond)),
            figure(t('Consumed'), rate(pace.consumedPerSecond)),
            figure(t('Gone'), goneWords({ ...pace, total })),
            ...notCounted(total),
          ],
  };
}

function groupColumns(seriesOf: (row: ShownGroup) => LagSeries, open: (groupId: string) => void): readonly Column<ShownGroup>[] {
  const byName = (a: ShownGroup, b: ShownGroup) => (a.groupId < b.groupId ? -1 : a.groupId > b.groupId ? 1 : 0);
  const figureColumn = (id: string, title: string, tip: string, of: (row: ShownGroup) => number | null): Column<ShownGroup> => ({
    ...{ id, title, tip, align: 'right', takes: 0, leaves: 3, sortsFirst: 'descending' },
    cell: row => {
      const value = of(row);
      return value === null ? { text: '…', class: 'reason', title: t('Not enough observations yet.') } : formatRateFigure(value);
    },
    compare: (a, b) => (of(a) ?? -1) - (of(b) ?? -1) || byName(a, b),
  });
  return [
    {
      ...{ id: 'group', title: t('Group'), cutTo: 170, takes: 2 },
      cell: ({ groupId }) => ({
        text: groupId,
        draw: cell =>
          cell.append(
            el(
              'button',
              {
                class: 'link',
                title: t('Open the lag of {0}', groupId),
                attributes: { type: 'button', tabindex: '-1' },
                onClick: () => open(groupId),
              },
              groupId,
            ),
          ),
      }),
      compare: byName,
    },
    {
      ...{ id: 'state', title: t('State'), extra: 22, takes: 0 },
      cell: ({ sign }) => ({ text: stateLooks[sign].word, sign, draw: cell => cell.append(stateMark(sign)) }),
      compare: (a, b) => severityOf(a.sign) - severityOf(b.sign) || b.waiting - a.waiting || byName(a, b),
    },
    {
      ...{ id: 'headline', title: t('What is known'), cutTo: 150, takes: 3, leaves: 8 },
      cell: ({ headline, reason }) => ({
        text: reason?.what ?? headline,
        class: reason ? 'reason' : 'dim',
        title: reason ? `${reason.what}. ${reason.next}` : headline,
      }),
    },
    {
      ...{ id: 'lag', title: t('Lag'), bold: true, align: 'right', takes: 0, sortsFirst: 'descending' },
      cell: row =>
        isKnown(row)
          ? { text: formatCount(BigInt(row.records)), class: 'strong', title: notInIt(row) }
          : { text: row.reason ? t('unknown') : t('no commit'), class: 'reason', title: row.reason?.what ?? '' },
      compare: (a, b) => a.waiting - b.waiting || byName(a, b),
    },
    figureColumn('in', t('In/s'), t('Records that arrive, a second'), row => row.producedPerSecond),
    figureColumn('out', t('Out/s'), t('Records that are committed, a second'), row => row.consumedPerSecond),
    {
      ...{ id: 'spark', title: t('Lag over time'), leaves: 5, extra: 64, takes: 0 },
      cell: row => ({
        text: '',
        sign: `${row.groupId} ${row.sign} ${row.at}`,
        draw: cell => cell.append(sparkline(seriesOf(row), row.sign)),
      }),
    },
    {
      ...{ id: 'gone', title: t('Gone'), leaves: 7, takes: 0 },
      cell: goneOf,
      compare: (a, b) => etaRank(a) - etaRank(b) || byName(a, b),
    },
    {
      ...{ id: 'worst', title: t('Worst partition'), leaves: 2, cutTo: 120 },
      cell: ({ worst }) =>
        worst
          ? {
              text: `${worst.topic}-${worst.partition}`,
              title: plural(BigInt(worst.records), '{0} record waits', '{0} records wait', formatCount(BigInt(worst.records))),
            }
          : '',
    },
    {
      ...{ id: 'members', title: t('Members'), align: 'right', takes: 0, leaves: 6, sortsFirst: 'descending' },
      cell: ({ members }) => (members === null ? { text: t('unknown'), class: 'reason' } : formatCount(members)),
      compare: (a, b) => (a.members ?? -1) - (b.members ?? -1) || byName(a, b),
    },
    {
      ...{ id: 'partitions', title: t('Partitions'), align: 'right', takes: 0, leaves: 1, sortsFirst: 'descending' },
      cell: ({ partitions }) => formatCount(partitions),
      compare: (a, b) => a.partitions - b.partitions || byName(a, b),
    },
    {
      ...{ id: 'topics', title: t('Topics'), cutTo: 120, leaves: 1 },
      cell: ({ topics }) => ({ text: topics.join(', '), title: topics.join(', ') }),
    },
    {
      ...{ id: 'groupState', title: t('Type, state'), takes: 0, leaves: 1 },
      cell: ({ groupType, groupState }) => (groupType === 'unknown' ? groupState : `${groupType}, ${groupState}`),
      compare: (a, b) => a.groupState.localeCompare(b.groupState) || byName(a, b),
    },
  ];
}

/** A sum never hides what is not in it. */
const notInIt = ({ noCommit, unknown, lost }: GroupRow): string =>
  [
    lost !== '0' ? t('{0} lost', formatCount(BigInt(lost))) : '',
    noCommit > 0 ? plural(noCommit, '{0} partition without a commit', '{0} partitions without a commit') : '',
    unknown > 0 ? t('{0} unknown', unknown) : '',
  ]
    .filter(Boolean)
    .join(', ');

function goneOf({ sign, etaMs, lagPerSecond, waiting }: ShownGroup) {
  if (etaMs === 'never') return lagPerSecond !== null && lagPerSecond > 0 ? t('never, growing {0}', formatRate(lagPerSecond)) : t('never');
  if (typeof etaMs === 'number') return t('in {0}', formatSpan(etaMs));
  if (sign === 'too-early') return { text: t('too early to say'), class: 'reason' };
  if (waiting === 0) return t('nothing waits');
  return isCalm(sign) ? t('keeps up') : { text: stateLooks[sign].word, class: 'reason' };
}

const etaRank = ({ etaMs }: GroupRow): number => (etaMs === 'never' ? Infinity : (etaMs ?? -1));
