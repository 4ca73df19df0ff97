/** What stands around pictures and table: title line, notice, first lines, figures, footer. The same for all scopes. */
import { formatBytes, formatSpan } from '../../src/model/figures.ts';
import type { Cost } from '../../src/model/sample.ts';
import { intervals, type LagScope, type LagStanding, type LagVerdict } from '../../src/webviewProtocol/lag.ts';
import { button, link, relabelIcon, segments } from '../shared/controls.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { icon, type IconName, type Tone } from '../shared/icons.ts';
import { menuButton, type MenuItem } from '../shared/menu.ts';
import { stateLooks } from '../shared/partitions/states.ts';
import { aging, exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';

export interface FrameActions {
  readonly diagnose: () => void;
  readonly togglePause: () => void;
  readonly toggleWatch: () => void;
  readonly exports: () => readonly MenuItem[];
  readonly askNow: () => void;
  readonly showLog: () => void;
  readonly chooseSpan: (ms: number) => void;
  readonly chooseInterval: (ms: number) => void;
}

/** What is said of the newest beat, whatever it is about. */
export interface News {
  readonly at: number;
  readonly verdict: LagVerdict;
  /** "reads shipments · cluster orders-dev · 4 members". */
  readonly about: string;
  /** In the order of importance; none where there is nothing to add up. */
  readonly figures: readonly HTMLElement[];
  readonly cost: Cost;
  /** How the figures come about. */
  readonly note: string;
}

export const spans = [5, 30, 120].map(minutes => ({
  value: minutes * 60_000,
  text: minutes < 60 ? t('{0} min', minutes) : t('{0} h', minutes / 60),
}));
export const usualSpan = 30 * 60_000;

const scopeIcons: Readonly<Record<LagScope['kind'], IconName>> = { group: 'group', topic: 'topic', cluster: 'server' };

export class Frame {
  readonly title: HTMLElement;
  readonly notice = el('section', { class: 'notice', role: 'alert', hidden: true });
  readonly verdict: HTMLElement;
  readonly figures = el('dl', { class: 'figures', hidden: true });
  readonly footer: HTMLElement;
  readonly #actions: FrameActions;
  readonly #name = el('h1');
  readonly #about = el('span', { class: 'dim' });
  readonly #diagnose: HTMLElement;
  readonly #pause: HTMLElement;
  readonly #watch: HTMLElement;
  readonly #shared = el('span', { class: 'wide' });
  readonly #spans = el('span');
  readonly #sign = el('span', { class: 'sign' });
  // Stays in the page, so that it is spoken when its words change, and only then.
  readonly #headline = el('h2', { attributes: { 'aria-live': 'polite' } });
  readonly #words = el('span');
  /** It stays, too, when the words before it change with each beat: a click or the focus on it is not lost. */
  readonly #question: HTMLButtonElement;
  readonly #sentence: HTMLElement;
  readonly #age = el('span', { class: 'state' });
  readonly #cost = el('span');
  readonly #note = el('span', { class: 'roomy' });
  readonly #interval = el('span', { class: 'interval' });
  #intervalShown = '';
  #saysNow = '';
  #troubled = '';

  constructor(actions: FrameActions) {
    this.#actions = actions;
    this.#pause = button({ label: t('Pause'), icon: 'pause', look: 'icon', onClick: actions.togglePause });
    this.#watch = button({ label: t('Watch'), icon: 'bell', look: 'icon', onClick: actions.toggleWatch });
    this.#diagnose = button({ label: t('Diagnose'), icon: 'diagnose', onClick: actions.diagnose, title: t('Say why, with the evidence') });
    this.title = el(
      'header',
      { class: 'title' },
      this.#name,
      this.#about,
      el('span', { class: 'grow' }),
      el(
        'span',
        { class: 'actions' },
        this.#spans,
        this.#diagnose,
        this.#pause,
        this.#watch,
        menuButton({ label: t('Export'), icon: 'export', look: 'icon' }, actions.exports),
      ),
    );
    this.showSpan(usualSpan);
    this.#question = link('', actions.diagnose);
    this.#sentence = el('p', {}, this.#words, ' ', this.#question);
    this.verdict = el('section', { class: 'verdict' }, this.#sign, this.#headline, this.#sentence);
    this.footer = el(
      'footer',
      { class: 'footer', hidden: true },
      this.#age,
      this.#interval,
      this.#cost,
      this.#shared,
      el('span', { class: 'grow' }),
      this.#note,
    );
  }

  /** The length of time that the pictures show, in milliseconds. */
  showSpan(spanMs: number): void {
    fill(this.#spans, segments(t('Time shown'), spans, spanMs, this.#actions.chooseSpan));
  }

  drawStanding(standing: LagStanding, news: News | undefined): void {
    const { clusterName, scope, paused, trouble, watch } = standing;
    fill(this.#name, icon(scopeIcons[scope.kind]), nameOf(standing));
    for (const one of [this.#diagnose, this.#watch]) one.hidden = scope.kind !== 'group';
    if (!news) {
      setText(this.#about, t('cluster {0}', clusterName));
      this.#say('too-early', 'quiet', t('Asking {0} about {1}…', clusterName, askedWords(scope)), '', null);
      this.verdict.hidden = trouble !== null;
    }
    relabelIcon(this.#pause, paused ? t('Go on') : t('Pause'), paused ? 'resume' : 'pause');
    relabelIcon(
      this.#watch,
      watch ? t('Stop watching') : t('Watch in the background'),
      watch ? 'bell-on' : 'bell',
      watch ? t('Watched in the background; stop watching') : t('Watch in the background, and say when it goes wrong'),
    );
    setText(this.#shared, watch ? t('watched in the background, too') : t('shared with the tree'));
    this.#drawInterval(standing);
    if (news) {
      this.#drawVerdict(news, trouble !== null);
      this.#drawAge(news, standing);
    }
    this.#drawTrouble(standing);
  }

  drawNews(news: News, standing: LagStanding): void {
    this.verdict.hidden = false;
    setText(this.#about, news.about);
    this.#drawVerdict(news, standing.trouble !== null);
    this.figures.hidden = news.figures.length === 0;
    fill(this.figures, ...news.figures);
    const { requests, ms, bytes } = news.cost;
    setText(this.#cost, t('{0} requests, {1} ms, {2} each time', requests, Math.round(ms), formatBytes(bytes)));
    setText(this.#note, news.note);
    this.#drawAge(news, standing);
  }

  #drawAge({ at }: News, { paused, trouble }: LagStanding): void {
    this.footer.hidden = false;
    const next = paused ? t('paused') : trouble ? t('not answered since') : undefined;
    this.#age.title = exactTime(at);
    fill(
      this.#age,
      icon(paused ? 'pause' : 'too-early'),
      aging(at, ms => [t('{0} old', formatSpan(ms)), ...(next ? [next] : [])].join(', ')),
    );
    this.#interval.hidden = next !== undefined;
  }

  #drawInterval({ intervalMs, everyMs }: LagStanding): void {
    const slowed = everyMs > intervalMs * 1.5;
    const words = slowed ? t('again every {0}: answers take long', formatSpan(everyMs)) : t('again every {0}', formatSpan(intervalMs));
    // A menu that is open stays open.
    if (this.#intervalShown === `${intervalMs} ${everyMs}`) return;
    this.#intervalShown = `${intervalMs} ${everyMs}`;
    fill(
      this.#interval,
      menuButton({ label: words, look: 'link', title: t('How often to ask') }, () =>
        intervals.map(ms => ({
          label: t('every {0}', formatSpan(ms)),
          isChosen: ms === intervalMs,
          onChoose: () => this.#actions.chooseInterval(ms),
        })),
      ),
    );
  }

  #drawTrouble({ trouble }: LagStanding): void {
    this.notice.hidden = trouble === null;
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

  /** What is old is not said as if it were so now. */
  #drawVerdict({ verdict: { sign, headline, sentence, question } }: News, isOld: boolean): void {
    this.#say(sign, isOld ? 'quiet' : stateLooks[sign].tone, isOld ? t('Last seen: {0}', headline) : headline, sentence, question);
  }

  #say(sign: IconName, tone: Tone, headline: string, sentence: string, question: string | null): void {
    const says = [sign, tone, headline, sentence, question].join('\n');
    if (says === this.#saysNow) return;
    this.#saysNow = says;
    fill(this.#sign, icon(sign, { tone, big: true }));
    setText(this.#headline, headline);
    setText(this.#words, sentence);
    setText(this.#question, question ?? '');
    this.#question.hidden = question === null;
    this.#sentence.hidden = sentence === '' && question === null;
  }
}

export function nameOf({ clusterName, scope }: LagStanding): string {
  return scope.kind === 'group' ? scope.groupId : scope.kind === 'topic' ? scope.topic : clusterName;
}

const askedWords = (scope: LagScope): string =>
  scope.kind === 'group' ? scope.groupId : scope.kind === 'topic' ? t('the groups that read {0}', scope.topic) : t('all its groups');

/** A word and its figure, for the line below the verdict. */
export const figure = (name: string, ...value: readonly (Node | string)[]): HTMLElement =>
  el('div', {}, el('dt', {}, name), el('dd', {}, ...value));
