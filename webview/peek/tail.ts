/** Where the log is followed: as long as the end is in view the newest stays in view; who scrolls up to read is not disturbed. */
export class Tail {
  readonly #element: () => HTMLElement;
  readonly #hold: (isHeld: boolean) => void;
  #isFollowed = false;
  #isAtEnd = true;
  #scrollsItself = false;

  /** `place` holds what scrolls, which is made anew now and then. */
  constructor(place: HTMLElement, element: () => HTMLElement, hold: (isHeld: boolean) => void) {
    this.#element = element;
    this.#hold = hold;
    place.addEventListener('scroll', () => this.#scrolled(), { passive: true, capture: true });
  }

  get isFollowed(): boolean {
    return this.#isFollowed;
  }

  /** Following begins at the end. The host is told so: an earlier page, or this one a moment ago, may have held it. */
  begin(): void {
    this.#isFollowed = true;
    this.#isAtEnd = true;
    this.#hold(false);
    this.toEnd();
  }

  end(): void {
    this.#isFollowed = false;
    this.#isAtEnd = true;
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** After rows came: the newest is in view again, if it was. */
  keep(): void {
    if (this.#isFollowed && this.#isAtEnd) this.toEnd();
  }

  toEnd(): void {
    this.#scrollsItself = true;
    const element = this.#element();
    element.scrollTop = element.scrollHeight;
    requestAnimationFrame(() => {
      this.#scrollsItself = false;
      this.#scrolled();
    });
  }

  #scrolled(): void {
    if (!this.#isFollowed || this.#scrollsItself) return;
    const { scrollTop, clientHeight, scrollHeight } = this.#element();
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - nearlyPx;
    if (isAtEnd === this.#isAtEnd) return;
    this.#isAtEnd = isAtEnd;
    this.#hold(!isAtEnd);
  }
}

/** A row and a half: whoever sees the last row is at the end. */
const nearlyPx = 33;
