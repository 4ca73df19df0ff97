/** How keys and values are read: "Value as Avro, by registry". Each opens the editor's list of decoders. */
import type { PeekDecodersTold } from '../../src/webviewProtocol/peekDecoders.ts';
import { link } from '../shared/controls.ts';
import { el, setText } from '../shared/dom.ts';
import { t } from '../shared/words.ts';

export class DecoderMenu {
  readonly #key: HTMLButtonElement;
  readonly #value: HTMLButtonElement;
  readonly element: HTMLElement;

  constructor(choose: (part: 'key' | 'value') => void) {
    this.#key = link('', () => choose('key'));
    this.#value = link('', () => choose('value'));
    this.#key.title = t('How keys are read: choose another decoder');
    this.#value.title = t('How values are read: choose another decoder');
    this.element = el('span', { class: 'decoders', role: 'group', label: t('Decoders'), hidden: true }, this.#key, this.#value);
  }

  show({ key, value }: PeekDecodersTold): void {
    setText(this.#key, t('Key as {0}', key));
    setText(this.#value, t('Value as {0}', value));
    this.element.hidden = false;
  }
}
