/** The picture beside the findings: one partition's offsets over the time that was watched, and who owns what. */
import { formatCount, formatSpan } from '../../src/model/figures.ts';
import type { DiagnosisAnswer, OffsetsPicture } from '../../src/webviewProtocol/diagnosis.ts';
import { el, svg } from '../shared/dom.ts';
import { memberNames } from '../../src/model/memberNames.ts';
import { severityOf, stateLooks } from '../shared/partitions/states.ts';
import type { ShownRow } from '../shared/partitions/shownRow.ts';
import { clockTime } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';

const width = 1000;
const height = 100;
/** More members than this do not fit beside the findings; those with troubles come first. */
const mostLanes = 12;

/** undefined where nothing was watched for long enough, and there are no members either. */
export function timeline(answer: DiagnosisAnswer, rows: readonly ShownRow[]): HTMLElement | undefined {
  const { picture, members } = answer;
  if (!picture && members.length === 0) return undefined;
  const lanes = lanesOf(answer, rows);
  return el(
    'figure',
    { class: 'timeline', role: 'img', label: [picture ? storyOf(picture) : '', ...lanes.told].filter(Boolean).join(' ') },
    ...(picture ? offsetsOf(picture) : []),
    ...lanes.elements,
    ...(picture ? axisOf(picture) : []),
  );
}

function offsetsOf(picture: OffsetsPicture): readonly HTMLElement[] {
  const { points, partition, state } = picture;
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const known = points.flatMap(({ committed, end }) => [committed, end]).filter(value => value !== null);
  const highest = Math.max(1, ...known);
  const x = (at: number) => (((at - first) / Math.max(1, last - first)) * width).toFixed(1);
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
  return [
    el('span', { class: 'name', title: partition }, partition, el('br'), el('span', { class: 'dim' }, t('offsets'))),
    el('div', { class: 'plot' }, drawing),
    el('div', { class: 'end' }, ...ends),
  ];
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

function axisOf({ points }: OffsetsPicture): readonly HTMLElement[] {
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  return [el('span'), el('div', { class: 'axis' }, el('span', {}, clockTime(first)), el('span', {}, clockTime(last))), el('span')];
}

function storyOf({ partition, points, committed, end }: OffsetsPicture): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const moved = (from: number | null, to: number | null) =>
    from === null || to === null ? t('is not known') : to === from ? t('did not move') : t('moved by {0}', formatCount(to - from));
  return t(
    'Offsets of {0} over {1}: the log end {2} and is {3} now; the committed offset {4} and is {5} now.',
    partition,
    formatSpan(last.at - first.at),
    moved(first.end, last.end),
    end === null ? t('unknown') : formatCount(end),
    moved(first.committed, last.committed),
    committed === null ? t('none') : formatCount(committed),
  );
}

interface Lanes {
  readonly elements: readonly HTMLElement[];
  readonly told: readonly string[];
}

/** A lane a member: what it owns, and how the worst of it is. Idle members are outlined. */
function lanesOf({ members }: DiagnosisAnswer, rows: readonly ShownRow[]): Lanes {
  const names = memberNames(members);
  const lanes = members
    .map(member => {
      const owned = rows.filter(row => row.owned?.memberId === member.memberId).sort((a, b) => severityOf(a.state) - severityOf(b.state));
      return { name: names.get(member.memberId) ?? member.clientId, owned, worst: owned[0] };
    })
    .sort(
      (a, b) => (a.worst ? severityOf(a.worst.state) : 0.5) - (b.worst ? severityOf(b.worst.state) : 0.5) || (a.name < b.name ? -1 : 1),
    );
  const shown = lanes.slice(0, mostLanes);
  const elements = shown.flatMap(({ name, owned, worst }) => {
    const bad = worst !== undefined && stateLooks[worst.state].tone === 'bad';
    const words = worst ? owned.map(row => row.name).join(', ') : t('idle: nothing left to own');
    return [
      el('span', { class: 'name', title: name }, name),
      el('div', { class: `lane${worst ? (bad ? ' bad' : '') : ' idle'}`, title: words }, words),
      el('span', { class: bad ? 'end' : 'end dim' }, worst ? stateLooks[worst.state].word : t('idle')),
    ];
  });
  const left = lanes.length - shown.length;
  const more =
    left > 0 ? [el('span'), el('span', { class: 'dim' }, plural(left, 'and {0} more member', 'and {0} more members')), el('span')] : [];
  const told = shown.map(({ name, owned, worst }) =>
    worst
      ? t('{0} owns {1}, {2}.', name, owned.map(row => row.name).join(', '), stateLooks[worst.state].word)
      : t('{0} owns nothing.', name),
  );
  return { elements: [...elements, ...more], told };
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
