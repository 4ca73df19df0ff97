// What has to be there before anything else runs: npm's packages, and programs that npm cannot bring.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, which } from './shell.mjs';

/** Runs `npm ci` unless node_modules is what the lockfile says. */
export async function installPackages() {
  if (isInstalled()) return;
  console.log('Installing npm packages (npm ci) …');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { show: true, env: process.env });
  if (code !== 0) throw new Error('npm ci failed: see its output above.');
}

/** npm keeps in node_modules a lockfile of what it put there. Optional packages for other systems are missing from it rightly. */
function isInstalled() {
  const hidden = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([name, { version, optional }]) =>
    name === '' ? true : there[name] === undefined ? optional === true : there[name].version === version,
  );
}

/** A program that the lab or the editor's page needs. */
const needed = {
  java: {
    has: () => javaVersion() >= 17 && which('mvn') !== undefined,
    debian: ['default-jdk-headless', 'maven'],
    mac: 'openjdk@17 maven',
  },
  browser: { has: () => chromium() !== undefined, debian: ['chromium'], mac: '--cask chromium' },
};

/**
 * Sees that the machine has what the named needs ask for. As root on Debian it installs what is missing.
 * @param {readonly ('java' | 'browser')[]} needs
 * @throws {Error} that says the one command to run.
 */
export async function prepareMachine(needs) {
  const dockerServes = () => spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
  const missing = needs.filter(need => !needed[need].has() && !(need === 'java' && dockerServes()));
  if (missing.length === 0) return;
  const packages = missing.flatMap(need => needed[need].debian);
  const debian = existsSync('/etc/debian_version') && which('apt-get') !== undefined;
  if (debian && process.getuid?.() === 0) {
    console.log(`Installing ${packages.join(', ')} (apt-get) …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
    const still = missing.filter(need => !needed[need].has());
    if (code === 0 && still.length === 0) return;
    throw new Error(`apt-get could not install ${packages.join(', ')}:\n${output}`);
  }
  const command = debian
    ? `sudo apt-get install -y ${packages.join(' ')}`
    : process.platform === 'darwin'
      ? missing.map(need => `brew install ${needed[need].mac}`).join(' && ')
      : `install ${missing.map(need => (need === 'java' ? 'Java 17 or newer and Maven (or Docker)' : 'Chromium or Chrome')).join(', and ')}`;
  throw new Error(`This needs programs that are not here. Run: ${command}`);
}

function javaVersion() {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

/** A Chromium or Chrome that can be driven without a window. CHROME_PATH names another. */
export function chromium() {
  const candidates = [
    process.env.CHROME_PATH,
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(which),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)'].map(name => `${process.env[name]}\\Google\\Chrome\\Application\\chrome.exe`),
  ];
  return candidates.find(file => file !== undefined && existsSync(file));
}
