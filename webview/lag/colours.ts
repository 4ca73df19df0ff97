/** The theme's colours for what is painted on a canvas, where CSS variables do not reach. */
const wanted = {
  line: '--vscode-charts-blue',
  bad: '--vscode-charts-red',
  warn: '--vscode-editorWarning-foreground',
  text: '--vscode-charts-foreground',
  faint: '--vscode-charts-lines',
  background: '--vscode-editor-background',
} as const;

export type Colour = keyof typeof wanted;

let known: Partial<Record<Colour, string>> = {};

/** The theme's colour as it is now. */
export function colour(name: Colour): string {
  return (known[name] ??= getComputedStyle(document.body).getPropertyValue(wanted[name]).trim() || 'currentColor');
}

/** Calls back when the person chooses another theme. The editor then writes new variables and a new class. */
export function onThemeChange(listener: () => void): void {
  const observer = new MutationObserver(() => {
    known = {};
    listener();
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
