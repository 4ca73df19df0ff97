/** The findings: what, how sure, the evidence with its source and time, and what can be done about it. */
import type { Confidence, Severity } from '../../src/model/finding.ts';
import type { DiagnosisAnswer, FindingOnWire, FixOnWire, NotCheckedOnWire } from '../../src/webviewProtocol/diagnosis.ts';
import { formatSpan } from '../../src/model/figures.ts';
import { button, link } from '../shared/controls.ts';
import { el, svg, unseen } from '../shared/dom.ts';
import { icon, type IconName, type Tone } from '../shared/icons.ts';
import { clockTime, exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';

export interface FindingActions {
  readonly fix: (fix: FixOnWire) => void;
  readonly explain: (ruleId: string) => void;
  readonly copy: (text: string) => void;
  readonly watchFor: (ms: number) => void;
}

const severities: Readonly<Record<Severity, { readonly tone: Tone; readonly word: string }>> = {
  error: { tone: 'bad', word: t('Error') },
  warning: { tone: 'warn', word: t('Warning') },
  information: { tone: 'calm', word: t('Information') },
};

const fixIcons: Readonly<Record<FixOnWire['kind'], IconName>> = {
  peek: 'eye',
  'show-lag': 'chart',
  'diagnose-group': 'diagnose',
  'open-file': 'file',
  'explain-start': 'bookmark',
  'copy-command': 'copy',
};

/** The verdict's buttons: one primary, at most two more; or the command that would give the missing half of the answer. */
export function verdictButtons({ findings, notChecked }: DiagnosisAnswer, actions: FindingActions): readonly HTMLElement[] {
  const [worst] = findings;
  if (worst && worst.severity !== 'information')
    return worst.fixes.slice(0, 3).map((fix, index) => fixButton(fix, index === 0 ? 'primary' : 'secondary', actions));
  const missing = notChecked.find(({ command }) => command !== null)?.command;
  return missing === undefined || missing === null
    ? []
    : [
        button({
          label: t('Copy the command that grants what is missing'),
          icon: 'copy',
          look: 'primary',
          onClick: () => actions.copy(missing),
          title: missing,
        }),
      ];
}

/** `saidAbove`: its sentence is the verdict's. */
export function findingArticle(finding: FindingOnWire, saidAbove: boolean, actions: FindingActions): HTMLElement {
  const { severity, title, sentence, advice, evidence, fixes, ruleId } = finding;
  const { tone, word } = severities[severity];
  return el(
    'article',
    { class: 'finding' },
    icon(severity, { tone }),
    el('h4', {}, unseen(`${word}. `), title),
    confidenceMark(finding.confidence),
    el(
      'div',
      { class: 'body' },
      !saidAbove && sentence !== '' && el('p', {}, sentence),
      el(
        'ul',
        { class: 'evidence', label: t('Evidence') },
        ...evidence.map(({ fact, source, at }) =>
          el(
            'li',
            {},
            el('span', {}, fact),
            el('span', { class: 'source', title: t('The requests that told it') }, source),
            el('time', { title: exactTime(at) }, clockTime(at)),
          ),
        ),
      ),
      advice !== '' && el('p', { class: 'dim' }, advice),
      el(
        'div',
        { class: 'actions' },
        ...fixes.map(fix =>
          titled(
            link(fix.label, () => act(fix, actions), fixIcons[fix.kind]),
            fix.command,
          ),
        ),
        link(t('Why? When is this wrong?'), () => actions.explain(ruleId)),
      ),
    ),
  );
}

const notCheckedLooks: Readonly<Record<NotCheckedOnWire['kind'], { readonly sign: IconName; readonly tone: Tone }>> = {
  forbidden: { sign: 'forbidden', tone: 'locked' },
  'too-early': { sign: 'too-early', tone: 'quiet' },
  unknown: { sign: 'unknown', tone: 'quiet' },
  failed: { sign: 'error', tone: 'bad' },
};

/** Longer than this nobody waits for an answer. */
const longestWatch = 10 * 60_000;

export function notCheckedList(notChecked: readonly NotCheckedOnWire[], mayWatch: boolean, actions: FindingActions): HTMLElement {
  return el(
    'ul',
    { class: 'lines' },
    ...notChecked.map(({ kind, title, reason, command, needsMs }) => {
      const { sign, tone } = notCheckedLooks[kind];
      const watchMs = needsMs !== null && mayWatch && needsMs <= longestWatch ? needsMs + 5_000 : null;
      return el(
        'li',
        {},
        icon(sign, { tone }),
        el(
          'p',
          {},
          el('b', { class: 'strong' }, `${title} `),
          reason,
          command !== null && ' ',
          command !== null &&
            titled(
              link(t('Copy the command that grants it'), () => actions.copy(command)),
              command,
            ),
          watchMs !== null && ' ',
          watchMs !== null && link(t('Watch for {0}', formatSpan(watchMs)), () => actions.watchFor(watchMs)),
        ),
      );
    }),
  );
}

function fixButton(fix: FixOnWire, look: 'primary' | 'secondary', actions: FindingActions): HTMLElement {
  return button({
    label: fix.label,
    icon: fixIcons[fix.kind],
    look,
    onClick: () => act(fix, actions),
    ...(fix.command === null ? {} : { title: fix.command }),
  });
}

function act(fix: FixOnWire, actions: FindingActions): void {
  if (fix.command === null) actions.fix(fix);
  else actions.copy(fix.command);
}

function titled(element: HTMLElement, title: string | null): HTMLElement {
  if (title !== null) element.title = title;
  return element;
}

const steps: Readonly<Record<Confidence, { readonly bars: number; readonly word: string }>> = {
  possible: { bars: 1, word: t('possible') },
  likely: { bars: 2, word: t('likely') },
  proven: { bars: 3, word: t('proven') },
};

function confidenceMark(confidence: Confidence): HTMLElement {
  const { bars, word } = steps[confidence];
  const drawing = svg(
    'svg',
    { viewBox: '0 0 16 10', 'aria-hidden': 'true' },
    ...[0, 1, 2].map(index =>
      svg('rect', {
        x: String(0.5 + index * 5.5),
        y: String(6 - index * 3),
        width: '3.5',
        height: String(4 + index * 3),
        class: index < bars ? 'on' : 'off',
      }),
    ),
  );
  return el('span', { class: 'confidence', title: t('How sure: possible, likely or proven') }, drawing, word);
}
