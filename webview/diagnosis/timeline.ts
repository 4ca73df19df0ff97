/** The picture beside the findings: one partition's offsets, who was there, and what happened, all on one time axis. */
import { formatCount, formatSpan } from '../../src/model/figures.ts';
import type { DiagnosisAnswer } from '../../src/webviewProtocol/diagnosis.ts';
import type { LaneOnWire, MomentOnWire, OffsetsPicture, TimelineOnWire } from '../../src/webviewProtocol/timeline.ts';
import { el, svg } from '../shared/dom.ts';
import { severityOf } from '../shared/partitions/stateOrder.ts';
import { stateLooks } from '../shared/partitions/states.ts';
import type { ShownRow } from '../shared/partitions/shownRow.ts';
import { clockTime, exactTime } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';
import { momentTable } from './moments.ts';

const width = 1000;
const height = 100;
/** Of the plot, in pixels: .plot's in diagnosis.css. */
const plotHeight = 132;
/** More members than this do not fit beside the findings; those with troubles come first. */
const mostLanes = 12;

/** undefined where nothing was watched for long enough, and there are no members either. */
export function timelinePicture({ timeline }: DiagnosisAnswer, rows: readonly ShownRow[]): HTMLElement | undefined {
  if (!timeline || (!timeline.picture && timeline.lanes.length === 0)) return undefined;
  const { picture, moments } = timeline;
  const lanes = lanesOf(timeline, rows);
  const label = [picture ? storyOf(picture, timeline) : '', ...lanes.told, momentStory(timeline)].filter(Boolean).join(' ');
  return el(
    'div',
    {},
    el(
      'figure',
      { class: 'timeline', role: 'img', label },
      ...(picture ? offsetsOf(picture, timeline) : []),
      ...lanes.elements,
      ...axisOf(timeline),
    ),
    moments.length > 0 && momentTable(timeline),
  );
}

/** Where a moment stands on the axis, from 0 to 1. */
const shareOf = ({ from, to }: TimelineOnWire, at: number): number => Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from)));
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

function offsetsOf(picture: OffsetsPicture, timeline: TimelineOnWire): readonly HTMLElement[] {
  const { points, partition, state } = picture;
  const known = points.flatMap(({ committed, end }) => [committed, end]).filter(value => value !== null);
  const highest = Math.max(1, ...known);
  const x = (at: number) => (shareOf(timeline, at) * width).toFixed(1);
  // A little air, so that lines at the edge are seen whole.
  const y = (value: number) => (height - 3 - (value / highest) * (height - 6)).toFixed(1);
  const path = (of: 'committed' | 'end') => line(points.map(point => (point[of] === null ? null : `${x(point.at)} ${y(point[of])}`)));
  const both = points.flatMap(({ at, committed, end }) => (committed === null || end === null ? [] : [{ at, committed, end }]));
  const gap = [
    ...both.map(({ at, end }) => `${x(at)} ${y(end)}`),
    ...both.map(({ at, committed }) => `${x(at)} ${y(committed)}`).reverse(),
  ].join('L');
  const bad = stateLooks[state].tone === 'bad';
  const accent = bad ? 'var(--vscode-charts-red)' : 'var(--vscode-charts-blue)';
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('path', { class: 'grid-line', d: `M0 1H${width}M0 50H${width}M0 99H${width}` }),
    ...(gap === '' ? [] : [svg('path', { d: `M${gap}Z`, fill: accent, opacity: '.14' })]),
    svg('path', { d: path('end'), fill: 'none', stroke: 'var(--vscode-charts-foreground)', 'stroke-width': '1.5' }),
    svg('path', { d: path('committed'), fill: 'none', stroke: accent, 'stroke-width': bad ? '2' : '1.5' }),
  );
  const ends = endWords(picture, highest);
  const stood = bad ? stoodSince(picture) : null;
  return [
    el('span', { class: 'name', title: partition }, partition, el('br'), el('span', { class: 'dim' }, t('offsets'))),
    el('div', { class: 'plot' }, drawing, ...marksOf(timeline), ...lastMark(timeline), ...standMark(stood, picture, timeline, highest)),
    el('div', { class: 'end' }, ...ends),
  ];
}

/** From when on the commit stood where it stands; null where nothing is committed, or it moved at the last look. */
function stoodSince({ points }: OffsetsPicture): { readonly at: number; readonly isWhole: boolean } | null {
  const known = points.filter(({ committed }) => committed !== null);
  const last = known.at(-1);
  if (!last) return null;
  const moved = known.findLastIndex(({ committed }) => committed !== last.committed);
  const since = known[moved + 1];
  return since && since !== last ? { at: since.at, isWhole: moved === -1 } : null;
}

/** "no commit since 14:02:17" under the line that says it. */
function standMark(
  stood: ReturnType<typeof stoodSince>,
  { points }: OffsetsPicture,
  timeline: TimelineOnWire,
  highest: number,
): readonly HTMLElement[] {
  const committed = points.findLast(point => point.committed !== null)?.committed ?? null;
  if (!stood || committed === null) return [];
  const words = stood.isWhole ? t('did not move') : t('no commit since {0}', clockTime(stood.at));
  const mark = el('span', { class: 'mark' }, words);
  // Above the line where there is no room below it.
  const line = (1 - committed / highest) * plotHeight;
  mark.style.top = `${line + 16 > plotHeight ? line - 18 : line + 2}px`;
  const share = shareOf(timeline, stood.at);
  place(mark, share < 0.6 ? share : 1, share < 0.6);
  return [mark];
}

const isRebalance = ({ kind }: MomentOnWire): boolean => kind === 'rebalance' || kind === 'generation';

/** Rebalances go through all pictures on the axis; more than so many would be a wall. */
const mostMarks = 40;

function marksOf(timeline: TimelineOnWire): readonly HTMLElement[] {
  return timeline.moments
    .filter(isRebalance)
    .slice(-mostMarks)
    .map(({ at, words }) => {
      const mark = el('i', { class: 'rebalance', title: `${clockTime(at)} ${words}` });
      mark.style.insetInlineStart = percent(shareOf(timeline, at));
      return mark;
    });
}

/** The words of the newest rebalance, on the side of its line that has room. */
function lastMark(timeline: TimelineOnWire): readonly HTMLElement[] {
  const last = timeline.moments.findLast(isRebalance);
  if (!last) return [];
  const share = shareOf(timeline, last.at);
  const words = el('span', { class: 'mark' }, `${clockTime(last.at, false)} ${last.words}`);
  place(words, share, share < 0.5);
  return [words];
}

/** Words behind a place of the axis, or before it, with what room there is. */
function place(words: HTMLElement, share: number, isBehind: boolean): void {
  if (isBehind) words.style.insetInlineStart = `calc(${percent(share)} + 4px)`;
  else words.style.insetInlineEnd = `calc(${percent(1 - share)} + 4px)`;
  words.style.maxWidth = `calc(${percent(isBehind ? 1 - share : share)} - 6px)`;
}

/** "end 191,466" and "committed 184,211" beside their lines, pushed apart where they would touch. */
function endWords({ points, committed, end }: OffsetsPicture, highest: number): readonly HTMLElement[] {
  const last = points.at(-1);
  const place = (value: number | null | undefined) => (value === null || value === undefined ? 60 : (1 - value / highest) * 118);
  const words: HTMLElement[] = [];
  const put = (name: string, value: string, top: number) => {
    const word = el('span', {}, name, el('br'), value);
    word.style.top = `${Math.max(0, Math.min(104, top - 7))}px`;
    words.push(word);
  };
  const [endAt, committedAt] = [place(last?.end), place(last?.committed)];
  // Two lines of 14 px each: where the offsets are close, the end's words stay above and push the others down.
  const endTop = committedAt - endAt < 30 ? Math.max(7, Math.min(endAt, committedAt - 30, 81)) : endAt;
  if (end !== null) put(t('end'), formatCount(end), endTop);
  put(
    t('committed'),
    committed === null ? t('nothing') : formatCount(committed),
    end === null ? committedAt : Math.max(committedAt, endTop + 30),
  );
  return words;
}

function axisOf({ from, to }: TimelineOnWire): readonly HTMLElement[] {
  if (to <= from) return [];
  // Seconds matter over seconds.
  const seconds = to - from < 10 * 60_000;
  return [
    el('span'),
    el('div', { class: 'axis' }, el('span', {}, clockTime(from, seconds)), el('span', {}, clockTime(to, seconds))),
    el('span'),
  ];
}

function storyOf(picture: OffsetsPicture, { from, to }: TimelineOnWire): string {
  const { partition, points, committed, end } = picture;
  const firstOf = (of: 'committed' | 'end') => points.find(point => point[of] !== null)?.[of] ?? null;
  const last = points.at(-1);
  if (!last) return '';
  const moved = (before: number | null, now: number | null) =>
    before === null || now === null ? t('is not known') : now === before ? t('did not move') : t('moved by {0}', formatCount(now - before));
  const stood = stoodSince(picture);
  return [
    t(
      'Offsets of {0} over {1}: the log end {2} and is {3} now; the committed offset {4} and is {5} now.',
      partition,
      formatSpan(to - from),
      moved(firstOf('end'), last.end),
      end === null ? t('unknown') : formatCount(end),
      moved(firstOf('committed'), last.committed),
      committed === null ? t('none') : formatCount(committed),
    ),
    ...(stood && !stood.isWhole ? [t('It stands there since {0}.', clockTime(stood.at))] : []),
  ].join(' ');
}

function momentStory({ moments, earlierMoments }: TimelineOnWire): string {
  const last = moments.at(-1);
  if (!last) return '';
  const words = t('The last of them: {0} at {1}.', last.words, clockTime(last.at));
  return `${plural(moments.length + earlierMoments, '{0} change of membership.', '{0} changes of membership.')} ${words}`;
}

interface Lanes {
  readonly elements: readonly HTMLElement[];
  readonly told: readonly string[];
}

interface Lane extends LaneOnWire {
  readonly owned: readonly ShownRow[];
  readonly worst: ShownRow | undefined;
}

/** A lane a member, from when it came till it left: what it owns, and how the worst of it is. Idle members are outlined. */
function lanesOf(timeline: TimelineOnWire, rows: readonly ShownRow[]): Lanes {
  const rank = ({ worst, leftAt }: Lane) => (leftAt !== null ? 1_000 : worst ? severityOf(worst.state) : 0.5);
  const lanes = timeline.lanes
    .map((lane): Lane => {
      const owned = rows.filter(row => row.owned?.memberId === lane.memberId).sort((a, b) => severityOf(a.state) - severityOf(b.state));
      return { ...lane, owned, worst: owned[0] };
    })
    .sort((a, b) => rank(a) - rank(b) || (b.leftAt ?? 0) - (a.leftAt ?? 0) || (a.name < b.name ? -1 : 1));
  const shown = lanes.slice(0, mostLanes);
  const elements = shown.flatMap(lane => laneElements(lane, timeline));
  const left = lanes.length - shown.length;
  const more =
    left > 0 ? [el('span'), el('span', { class: 'dim' }, plural(left, 'and {0} more member', 'and {0} more members')), el('span')] : [];
  return { elements: [...elements, ...more], told: shown.map(laneStory) };
}

function laneElements({ name, owned, worst, joinedAt, leftAt }: Lane, timeline: TimelineOnWire): readonly HTMLElement[] {
  const bad = worst !== undefined && stateLooks[worst.state].tone === 'bad';
  const words = leftAt !== null ? '' : worst ? namesOf(owned) : t('idle: nothing left to own');
  const kind = leftAt !== null ? ' gone' : worst ? (bad ? ' bad' : '') : ' idle';
  const lane = el('div', { class: `lane${kind}` }, words);
  lane.title = [words, cameWords(joinedAt), wentWords(leftAt)].filter(Boolean).join('\n');
  const begins = joinedAt === null ? 0 : shareOf(timeline, joinedAt);
  const ends = leftAt === null ? 1 : shareOf(timeline, leftAt);
  // Something must be seen of a member that was there for a moment.
  lane.style.insetInlineStart = percent(Math.min(begins, 0.99));
  lane.style.width = percent(Math.max(0.01, ends - begins));
  const end = leftAt !== null ? t('left') : worst ? stateLooks[worst.state].word : t('idle');
  return [
    el('span', { class: 'name', title: name }, name),
    el('div', { class: 'track' }, lane, ...marksOf(timeline)),
    el('span', { class: bad ? 'end' : 'end dim' }, end),
  ];
}

/** A member may own hundreds: the table has them all. */
const mostNamed = 12;

function namesOf(owned: readonly ShownRow[]): string {
  const named = owned.slice(0, mostNamed).map(({ name }) => name);
  const left = owned.length - named.length;
  return left > 0 ? t('{0} and {1} more', named.join(', '), formatCount(left)) : named.join(', ');
}

const cameWords = (at: number | null): string => (at === null ? '' : t('joined {0}', exactTime(at)));
const wentWords = (at: number | null): string => (at === null ? '' : t('left {0}', exactTime(at)));

function laneStory({ name, owned, worst, joinedAt, leftAt }: Lane): string {
  if (leftAt !== null) return t('{0} left at {1}.', name, clockTime(leftAt));
  const owns = worst ? t('{0} owns {1}, {2}.', name, namesOf(owned), stateLooks[worst.state].word) : t('{0} owns nothing.', name);
  return joinedAt === null ? owns : `${owns} ${t('It joined at {0}.', clockTime(joinedAt))}`;
}

/** A path through what is known, broken where it is not. */
function line(places: readonly (string | null)[]): string {
  let pen = 'M';
  let path = '';
  for (const place of places) {
    if (place === null) pen = 'M';
    else {
      path += pen + place;
      pen = 'L';
    }
  }
  return path;
}
