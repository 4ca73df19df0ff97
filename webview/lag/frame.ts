/** What stands around pictures and table: title line, notice, first lines, figures, footer. */
import { formatBytes, formatCount, formatRate, formatSpan } from '../../src/model/figures.ts';
import type { LagBeat, LagStanding } from '../../src/webviewProtocol/lag.ts';
import { button, link, relabelIcon, segments } from '../shared/controls.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { icon, type IconName, type Tone } from '../shared/icons.ts';
import { stateLooks } from '../shared/partitions/states.ts';
import { aging, exactTime } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';
import { lagBar, madeOf, sumOf } from '../shared/partitions/madeOf.ts';

export interface FrameActions {
  readonly diagnose: () => void;
  readonly togglePause: () => void;
  readonly copyTable: () => void;
  readonly askNow: () => void;
  readonly showLog: () => void;
  readonly chooseSpan: (ms: number) => void;
}

export const spans = [5, 30, 120].map(minutes => ({
  value: minutes * 60_000,
  text: minutes < 60 ? t('{0} min', minutes) : t('{0} h', minutes / 60),
}));
export const usualSpan = 30 * 60_000;

export class Frame {
  readonly title: HTMLElement;
  readonly notice = el('section', { class: 'notice', role: 'alert', hidden: true });
  readonly verdict = el('section', { class: 'verdict' });
  readonly figures = el('dl', { class: 'figures', hidden: true });
  readonly footer = el('footer', { class: 'footer' });
  readonly #actions: FrameActions;
  readonly #name = el('h1');
  readonly #about = el('span', { class: 'dim' });
  readonly #pause: HTMLElement;
  readonly #headline = el('h2', { attributes: { 'aria-live': 'polite' } });
  readonly #sentence = el('p');
  #saysNow = '';
  #troubled = '';

  constructor(actions: FrameActions) {
    this.#actions = actions;
    this.#pause = button({ label: t('Pause'), icon: 'pause', look: 'icon', onClick: actions.togglePause });
    this.title = el(
      'header',
      { class: 'title' },
      this.#name,
      this.#about,
      el('span', { class: 'grow' }),
      el(
        'span',
        { class: 'actions' },
        segments(t('Time shown'), spans, usualSpan, actions.chooseSpan),
        button({ label: t('Diagnose'), icon: 'diagnose', onClick: actions.diagnose, title: t('Say why, with the evidence') }),
        this.#pause,
        button({ label: t('Copy the table as kafka-consumer-groups prints it'), icon: 'copy', look: 'icon', onClick: actions.copyTable }),
      ),
    );
  }

  drawStanding({ clusterName, scope, paused, trouble }: LagStanding, beat: LagBeat | undefined): void {
    const name = scope.kind === 'group' ? scope.groupId : scope.kind === 'topic' ? scope.topic : clusterName;
    fill(this.#name, icon('group'), name);
    if (!beat) {
      setText(this.#about, t('cluster {0}', clusterName));
      this.#say(
        'unknown',
        'quiet',
        trouble ? t('Nothing is known of this group yet') : t('Asking {0} about {1}…', clusterName, name),
        '',
        null,
      );
      this.verdict.hidden = trouble !== null;
    }
    relabelIcon(this.#pause, paused ? t('Go on') : t('Pause'), paused ? 'resume' : 'pause');
    this.notice.hidden = trouble === null;
    if (beat) this.#drawVerdict(beat, trouble !== null);
    const troubled = trouble ? [trouble.what, trouble.why, trouble.since].join('\n') : '';
    const isNew = troubled !== this.#troubled;
    this.#troubled = troubled;
    // Said once: it is announced, and asking fails again at every beat.
    if (!trouble || !isNew) return;
    fill(
      this.notice,
      icon('warning', { tone: 'warn' }),
      el(
        'div',
        {},
        el('b', { class: 'strong' }, `${trouble.what}.`),
        ` ${trouble.why} ${trouble.next} `,
        el(
          'span',
          { class: 'dim' },
          aging(trouble.since, ms => t('For {0}.', formatSpan(ms))),
        ),
        ' ',
        link(t('Ask now'), this.#actions.askNow),
        ' · ',
        link(t('Show the log'), this.#actions.showLog),
      ),
    );
  }

  drawBeat(beat: LagBeat, standing: LagStanding): void {
    this.verdict.hidden = false;
    setText(this.#about, aboutWords(beat, standing.clusterName));
    this.#drawVerdict(beat, standing.trouble !== null);
    this.#drawFigures(beat);
    this.drawFooter(beat, standing);
  }

  drawFooter({ at, cost }: LagBeat, { everyMs, paused, trouble }: LagStanding): void {
    const next = paused ? t('paused') : trouble ? t('not answered since') : t('again every {0}', formatSpan(everyMs));
    fill(
      this.footer,
      el(
        'span',
        { class: 'state', title: exactTime(at) },
        icon(paused ? 'pause' : 'too-early'),
        aging(at, ms => `${t('{0} old', formatSpan(ms))}, ${next}`),
      ),
      el('span', {}, t('{0} requests, {1} ms, {2} each time', cost.requests, Math.round(cost.ms), formatBytes(cost.bytes))),
      el('span', { class: 'wide' }, t('shared with the tree')),
      el('span', { class: 'grow' }),
      el('span', { class: 'roomy' }, t('Commits are asked first, log ends after. Rates are those of the last two minutes.')),
    );
  }

  /** What is old is not said as if it were so now. */
  #drawVerdict({ verdict: { sign, headline, sentence, question } }: LagBeat, isOld: boolean): void {
    const tone = sign === 'healthy' ? 'good' : sign === 'empty' ? 'quiet' : stateLooks[sign].tone;
    this.#say(sign, isOld ? 'quiet' : tone, isOld ? t('Last seen: {0}', headline) : headline, sentence, question);
  }

  #say(sign: IconName, tone: Tone, headline: string, sentence: string, question: string | null): void {
    const says = [sign, tone, headline, sentence, question].join('\n');
    if (says === this.#saysNow) return;
    this.#saysNow = says;
    setText(this.#headline, headline);
    fill(this.#sentence, sentence, question !== null && ' ', question !== null && link(question, this.#actions.diagnose));
    fill(this.verdict, icon(sign, { tone, big: true }), this.#headline, (sentence !== '' || question !== null) && this.#sentence);
  }

  #drawFigures(beat: LagBeat): void {
    this.figures.hidden = beat.rows.length === 0;
    const { total, producedPerSecond, consumedPerSecond } = beat;
    const sum = sumOf(beat.rows.map(({ lag }) => lag));
    const early = el('span', { class: 'reason' }, t('too early to say'));
    const rate = (perSecond: number | null) => (perSecond === null ? early.cloneNode(true) : formatRate(perSecond));
    fill(
      this.figures,
      figure(
        t('Waiting'),
        el('span', { class: 'strong' }, plural(BigInt(total.records), '{0} record', '{0} records', formatCount(total.records))),
      ),
      figure(t('Produced'), rate(producedPerSecond)),
      figure(t('Consumed'), rate(consumedPerSecond)),
      figure(t('Gone'), goneWords(beat)),
      figure(t('Made of'), lagBar(sum), madeOf(sum)),
      ...notCounted(beat),
    );
  }
}

const figure = (name: string, ...value: readonly (Node | string)[]): HTMLElement =>
  el('div', {}, el('dt', {}, name), el('dd', {}, ...value));

/** A sum never hides what is not in it. */
function notCounted({ total }: LagBeat): readonly HTMLElement[] {
  const words = [
    total.noCommit > 0 ? plural(total.noCommit, '{0} partition without a commit', '{0} partitions without a commit') : '',
    total.unknown > 0 ? plural(total.unknown, '{0} unknown', '{0} unknown') : '',
  ].filter(Boolean);
  return words.length === 0 ? [] : [figure(t('Not counted'), el('span', { class: 'reason' }, words.join(', ')))];
}

function goneWords({ etaMs, lagPerSecond, total }: LagBeat): Node | string {
  if (etaMs === 'never')
    return lagPerSecond !== null && lagPerSecond > 0 ? t('never at this rate, +{0}', formatRate(lagPerSecond)) : t('never at this rate');
  if (etaMs !== null) return t('in {0}', formatSpan(etaMs));
  if (total.records === '0' && total.unknown === 0) return t('nothing waits');
  return lagPerSecond === null ? el('span', { class: 'reason' }, t('too early to say')) : t('keeps up');
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
