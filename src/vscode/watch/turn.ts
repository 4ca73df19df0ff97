/**
 * Which of several windows checks a group: whoever holds its file. Two windows of one person would ask the cluster twice and tell
 * everything twice. A window that was killed leaves a file that grows old.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isNumber, isString, shape } from '../../webviewProtocol/guards.ts';

interface Held {
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}
const isHeld = shape<Held>({ by: isString, until: isNumber });

export class Turn {
  readonly #file: string;
  readonly #me = randomUUID();
  readonly #now: () => number;

  constructor(file: string, now: () => number = Date.now) {
    this.#file = file;
    this.#now = now;
  }

  /** Takes the turn for so long, or keeps it; false while another window has it. Where nothing can be written, everybody has it. */
  async take(forMs: number): Promise<boolean> {
    try {
      const held = await this.#held();
      if (held && held.by !== this.#me && held.until > this.#now()) return false;
      await mkdir(path.dirname(this.#file), { recursive: true });
      await writeFile(this.#file, JSON.stringify({ by: this.#me, until: this.#now() + forMs } satisfies Held));
      // Of two that took it at once the last one has it.
      return (await this.#held())?.by === this.#me;
    } catch {
      return true;
    }
  }

  async giveUp(): Promise<void> {
    if ((await this.#held())?.by === this.#me) await rm(this.#file, { force: true });
  }

  async #held(): Promise<Held | undefined> {
    try {
      const held: unknown = JSON.parse(await readFile(this.#file, 'utf8'));
      return isHeld(held) ? held : undefined;
    } catch {
      return undefined;
    }
  }
}
