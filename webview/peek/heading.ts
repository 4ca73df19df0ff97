/** The panel's head: which topic of which cluster, from where on, or what was searched for. */
import type { PeekChoices } from '../../src/webviewProtocol/peek.ts';
import { el, setText } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { plural, t } from '../shared/words.ts';
import { startWords } from './toolbar.ts';

export interface Headed {
  readonly clusterName: string;
  readonly topic: string;
  /** Of a panel of several topics; empty otherwise. */
  readonly topics: readonly string[];
  readonly choices: PeekChoices | undefined;
  /** Where what is shown was searched for: for what. */
  readonly searched: string | undefined;
}

export class Heading {
  readonly element: HTMLElement;
  readonly #name = el('span', {});
  readonly #about = el('span', { class: 'dim' });

  constructor(buttons: readonly HTMLElement[]) {
    const title = el('h1', {}, icon('eye'), this.#name);
    const actions = el('span', { class: 'actions' }, ...buttons);
    this.element = el('header', { class: 'title' }, title, this.#about, el('span', { class: 'grow' }), actions);
  }

  draw({ clusterName, topic, topics, choices, searched }: Headed): void {
    const [only] = choices?.partitions ?? [];
    const partition = choices?.partitions.length === 1 && only !== undefined ? `${topic}-${only}` : topic;
    if (searched === undefined) {
      setText(this.#name, partition);
      setText(this.#about, choices ? t('cluster {0} · {1}', clusterName, startWords(choices.start)) : t('cluster {0}', clusterName));
    } else if (topics.length > 0) {
      const where = topics.length > 1 ? plural(topics.length, '{0} topic', '{0} topics') : topic;
      setText(this.#name, t('Trace {0}', searched));
      setText(this.#about, t('cluster {0} · {1}', clusterName, where));
    } else {
      setText(this.#name, topic);
      setText(this.#about, t('cluster {0} · searched for {1}', clusterName, searched));
    }
  }
}
