/** How the person likes to see it. The host keeps it, for all lag panels. */
import type { LagView } from '../../src/webviewProtocol/lag.ts';
import { usualSpan } from './frame.ts';

let now: LagView = { groupBy: 'none', sorting: null, columns: {}, spanMs: usualSpan };
let tellHost: (kept: LagView) => void = () => undefined;

export const view = (): LagView => now;

/** What was kept. It comes before all else. */
export function takeView(kept: LagView): void {
  now = kept;
}

export function onViewKept(listener: (kept: LagView) => void): void {
  tellHost = listener;
}

export function keepView(part: Partial<LagView>): void {
  now = { ...now, ...part };
  tellHost(now);
}
