import { editDistance } from '../model/editDistance.ts';

/** The known name that a person most likely meant, or undefined where none is close enough to say so calmly. */
export function closestName(written: string, known: readonly string[]): string | undefined {
  const plain = lettersOf(written);
  // sessionTimeoutMs, session_timeout_ms, Session.Timeout.Ms
  const spelledOtherwise = known.find(name => lettersOf(name) === plain);
  if (spelledOtherwise !== undefined) return spelledOtherwise;
  // session.timeout, timeout.session.ms
  const words = written.split(/[._-]/).sort().join(' ');
  const unitOrOrder = known.find(
    name =>
      units.some(unit => name === written + unit || written === name + unit) ||
      (name.includes('.') && name.split('.').sort().join(' ') === words),
  );
  if (unitOrOrder !== undefined) return unitOrOrder;

  const allowed = written.length < 4 ? 0 : written.length < 10 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = allowed + 1;
  for (const name of known) {
    if (Math.abs(name.length - written.length) >= bestDistance) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase(), bestDistance - 1);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

const units = ['.ms', '.bytes'];
const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
