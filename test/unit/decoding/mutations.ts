/** A thousand notice a slip. `MUTATIONS=100000 npx mocha …` makes as many: whoever changes a decoder looks longer. */
const rounds = Number(process.env['MUTATIONS'] ?? 1_000);

/** Values that are nearly right: bytes flipped, cut, doubled, and filled with what lengths and counts fear most. The same ones in each run. */
export function* mutations(whole: Uint8Array, count = rounds): Generator<Uint8Array> {
  let state = 7;
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  const feared = [0x00, 0x01, 0x7f, 0x80, 0xdd, 0xdf, 0x9b, 0xbf, 0xfe, 0xff];
  for (let made = 0; made < count; made++) {
    const value = Uint8Array.from(whole);
    for (let change = random(4); change >= 0; change--) {
      const at = random(value.length);
      value[at] = random(2) === 0 ? random(256) : (feared[random(feared.length)] ?? 0);
    }
    const cut = random(3) === 0 ? value.subarray(0, random(value.length)) : value;
    yield random(5) === 0 ? Uint8Array.from([...cut, ...cut.subarray(random(cut.length + 1))]) : cut;
  }
}
