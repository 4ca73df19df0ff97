/**
 * Icons of 16 px, drawn with one stroke in the colour of the text around them. They never stand alone: a word is beside
 * them, or the control that they are on has a label.
 */
import { svg } from './dom.ts';

const drawings = {
  // states of a partition, a member or a group
  stuck: 'M1.8 8h8.6M7.4 5l3 3-3 3M13.4 2.8v10.4',
  stopped: 'M4.2 4.2h7.6v7.6H4.2z',
  lost: 'M2.6 4.4h10.8M6 4.2V2.3h4v1.9M4.1 4.6l.7 9.1h6.4l.7-9.1M6.8 7v4.3M9.2 7v4.3',
  'no-leader': 'M2.2 2.8h11.6v3.9H2.2zM7.6 13.2H2.2V9.3h5.4M10.2 9.6l3.6 3.6M13.8 9.6l-3.6 3.6',
  growing: 'M3 12.8 12.6 3.6M6.6 3.4h6.1v6',
  hot: 'M8.2 1.9c.4 2.8 3.7 4 3.7 7.5A3.9 3.9 0 0 1 8 13.9a3.9 3.9 0 0 1-3.9-4.3c.1-1.5 1-2.4 1.6-3.5.3 1.1.8 1.6 1.5 1.9C6.9 5.6 7 3.5 8.2 1.9z',
  draining: 'M3 3.2 12.6 12.4M12.7 6.5v6.1h-6.1',
  'not-yet-visible': 'M1.7 8S4 4.3 8 4.3 14.3 8 14.3 8 12 11.7 8 11.7 1.7 8 1.7 8zM3 13 13 3',
  idle: 'M8 7.3a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM3.2 13.6c.2-2.7 2.1-4.2 4.8-4.2s4.6 1.5 4.8 4.2',
  steady: 'M2.8 6.1h10.4M2.8 9.9h10.4',
  healthy: 'M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0zM5.1 8.3l2 2 3.8-4.4',
  empty: 'M4 4h8v8H4z',
  'no-commit': 'M4.5 2.3h7v11.4L8 10.9l-3.5 2.8z',
  'too-early': 'M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0zM8 4.4V8l2.6 1.5',
  unknown: 'M6.2 6.5c0-2.5 3.6-2.4 3.6-.2 0 1.4-1.8 1.5-1.8 2.8M8 11.2v.1',
  forbidden: 'M3.2 7.1h9.6v6.6H3.2zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2M8 9.7v1.5',
  // findings
  error: 'M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  warning: 'M8 2.1 14.5 13.6h-13zM8 6.3v3.4M8 11.6v.1',
  information: 'M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0zM8 7.3v4M8 4.8v.1',
  check: 'M2.9 8.6 6.2 12l6.9-7.6',
  // things and actions
  group: 'M5.4 2h5.2v3.7H5.4zM1.6 10.3h4.8V14H1.6zM9.6 10.3h4.8V14H9.6zM8 5.9v2.2M4 10.1v-2h8v2',
  topic: 'M2.2 3h11.6M2.2 6.4h11.6M2.2 9.7h7.6M2.2 13h7.6',
  server: 'M2.2 2.8h11.6v3.9H2.2zM2.2 9.3h11.6v3.9H2.2zM4.6 4.7h.1M4.6 11.2h.1',
  diagnose: 'M13.3 6.7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM6.3 9.7l-3.8 3.8',
  pause: 'M5.5 3.4v9.2M10.5 3.4v9.2',
  resume: 'M4.5 3.2v9.6L12.5 8z',
  refresh: 'M13.1 8.1a5.1 5.1 0 1 1-1.7-3.9M13.3 2v2.9h-2.9',
  stop: 'M4.2 4.2h7.6v7.6H4.2z',
  copy: 'M5.6 5.6h8v8h-8zM10.4 5.4V2.5h-8v8h2.9',
  export: 'M8 10.1V2.4M5 5.2l3-3 3 3M2.7 9.5v4.1h10.6V9.5',
  eye: 'M1.7 8S4 4.1 8 4.1 14.3 8 14.3 8 12 11.9 8 11.9 1.7 8 1.7 8zM9.9 8a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0z',
  chart: 'M2.5 2.4v11.1h11M4.9 10.6l2.6-3.4 2.2 1.9L13 4.5',
  file: 'M3.6 1.8h5.6l3.2 3.3v9.1H3.6zM9 2v3.3h3.3',
  close: 'M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4',
  link: 'M9.4 2.6h4v4M13.2 2.8 7.6 8.4M11.4 9.2v4.2H2.6V4.6h4.2',
  bookmark: 'M4.5 2.3h7v11.4L8 10.9l-3.5 2.8z',
  next: 'M6 3.4 10.6 8 6 12.6',
  previous: 'M10 3.4 5.4 8l4.6 4.6',
  columns: 'M2.2 2.8h11.6v10.4H2.2zM6.1 2.8v10.4M9.9 2.8v10.4',
  bell: 'M3.2 11.8c1-1 1.3-2.2 1.3-4.3a3.5 3.5 0 0 1 7 0c0 2.1.3 3.3 1.3 4.3zM6.7 13.9h2.6',
  'bell-on': 'M3.2 11.8c1-1 1.3-2.2 1.3-4.3a3.5 3.5 0 0 1 7 0c0 2.1.3 3.3 1.3 4.3zM6.7 13.9h2.6',
  filter: 'M2.2 3.4h11.6L9.4 8.6v4.6l-2.8-1.6v-3z',
  // records
  tombstone: 'M4 13.4V6.6a4 4 0 0 1 8 0v6.8M2.4 13.4h11.2',
  marker: 'M8 2.4 13.6 8 8 13.6 2.4 8z',
  shield: 'M8 1.9 13.1 4v4c0 3-2.1 5-5.1 6.1C5 13 2.9 11 2.9 8V4z',
} as const;

export type IconName = keyof typeof drawings;

/** What a colour means, never which hue: the theme chooses it (kit.css, `.tone-…`). */
export type Tone = 'bad' | 'warn' | 'calm' | 'good' | 'locked' | 'quiet';

const dashed: ReadonlySet<IconName> = new Set<IconName>(['idle', 'no-commit']);
/** Around a sign that is itself drawn whole. */
const dashedCircle: ReadonlySet<IconName> = new Set<IconName>(['unknown']);
const circle = 'M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0z';
const dashes = '2 1.8';
const filled: ReadonlySet<IconName> = new Set<IconName>(['stopped', 'bell-on']);

export function icon(name: IconName, { tone, big }: { readonly tone?: Tone | undefined; readonly big?: boolean } = {}): SVGSVGElement {
  const path = svg('path', { d: drawings[name] });
  if (dashed.has(name)) path.setAttribute('stroke-dasharray', dashes);
  if (filled.has(name)) path.setAttribute('fill', 'currentColor');
  const drawing = svg(
    'svg',
    { class: `icon${big ? ' big' : ''}${tone ? ` tone-${tone}` : ''}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    path,
  );
  if (dashedCircle.has(name)) drawing.append(svg('path', { d: circle, 'stroke-dasharray': dashes }));
  return drawing;
}
