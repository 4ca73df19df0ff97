import { readFile } from 'node:fs/promises';
import zlib from 'node:zlib';

/** A text file inside a jar, by its path. A JRE brings no tool that unpacks one, so this reads the zip format's own directory. */
export async function textInJar(jar: string, wanted: string): Promise<string> {
  const bytes = await readFile(jar);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  let entry = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(at => bytes.readUInt16LE(entry + at)) as [number, number, number];
    const name = bytes.toString('utf8', entry + 46, entry + 46 + nameLength);
    if (name === wanted) {
      const local = bytes.readUInt32LE(entry + 42);
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(from, from + bytes.readUInt32LE(entry + 20));
      return (bytes.readUInt16LE(entry + 10) === 0 ? packed : zlib.inflateRawSync(packed)).toString('utf8');
    }
    entry += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`${jar} holds no ${wanted}.`);
}
