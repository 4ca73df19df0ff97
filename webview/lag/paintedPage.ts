/**
 * What the page shows of the lag, verdict and pictures, as one PNG in base64. Painted from the page's own places and
 * computed colours onto a canvas: nothing is loaded, so the page's content security policy has nothing to say about it.
 */
import type { Frame } from './frame.ts';

/** Twice the pixels: sharp in a ticket, too. */
const scale = 2;
const margin = 8;

export function paintedPage({ title, verdict, figures }: Frame): Promise<string> {
  const pictures = document.querySelector('.pictures');
  const parts = [title, verdict, figures, pictures].filter((part): part is HTMLElement => part instanceof HTMLElement && !part.hidden);
  const boxes = parts.map(part => part.getBoundingClientRect());
  const left = Math.min(...boxes.map(box => box.left));
  const top = Math.min(...boxes.map(box => box.top));
  const width = Math.max(...boxes.map(box => box.right)) - left;
  const height = Math.max(...boxes.map(box => box.bottom)) - top + margin;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('This editor gives a page no canvas to paint on.'));
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
  context.fillRect(0, 0, width, height);
  context.translate(-left, -top);
  for (const part of parts) paint(context, part);
  return base64Of(canvas);
}

/** The element and all in it, in the order of the document. */
function paint(context: CanvasRenderingContext2D, element: Element): void {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // Controls are for the page; on a picture nobody can press them.
  if (style.display === 'none' || style.visibility === 'hidden' || element.matches('.actions, .unseen, .readout')) return;
  if (element instanceof HTMLCanvasElement) {
    context.drawImage(element, box.left, box.top, box.width, box.height);
    return;
  }
  if (element instanceof SVGSVGElement) {
    paintDrawing(context, element, box, style);
    return;
  }
  context.save();
  context.globalAlpha = Number(style.opacity);
  paintBox(context, box, style);
  for (const child of element.childNodes) {
    if (child instanceof Element) paint(context, child);
    else if (child instanceof Text) paintText(context, child, style);
  }
  context.restore();
}

function paintBox(context: CanvasRenderingContext2D, box: DOMRect, style: CSSStyleDeclaration): void {
  if (style.backgroundColor !== 'rgba(0, 0, 0, 0)') {
    context.fillStyle = style.backgroundColor;
    context.fillRect(box.left, box.top, box.width, box.height);
  }
  const line = (width: string, color: string, dashed: boolean, ...[x1, y1, x2, y2]: readonly [number, number, number, number]) => {
    if (!(parseFloat(width) > 0)) return;
    context.strokeStyle = color;
    context.lineWidth = parseFloat(width);
    context.setLineDash(dashed ? [3, 2] : []);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  };
  const { left, right, top, bottom } = box;
  line(style.borderTopWidth, style.borderTopColor, style.borderTopStyle === 'dashed', left, top, right, top);
  line(style.borderBottomWidth, style.borderBottomColor, style.borderBottomStyle === 'dashed', left, bottom, right, bottom);
  line(style.borderLeftWidth, style.borderLeftColor, style.borderLeftStyle === 'dashed', left, top, left, bottom);
}

/** Each line of the text where the page has broken it. */
function paintText(context: CanvasRenderingContext2D, text: Text, style: CSSStyleDeclaration): void {
  const words = text.data;
  if (words.trim() === '') return;
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.fillStyle = style.color;
  context.textBaseline = 'alphabetic';
  const range = document.createRange();
  let start = 0;
  let lastTop = NaN;
  const write = (from: number, to: number) => {
    range.setStart(text, from);
    range.setEnd(text, to);
    const box = range.getBoundingClientRect();
    // The text's box reaches from its ascent to its descent.
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
    context.fillText(words.slice(from, to).trimEnd(), box.left, box.top + (box.height - ascent - descent) / 2 + ascent, box.width + 1);
  };
  for (let at = 0; at < words.length; at++) {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const { top, width } = range.getBoundingClientRect();
    if (width === 0) continue;
    if (!Number.isNaN(lastTop) && Math.abs(top - lastTop) > 4) {
      write(start, at);
      start = at;
    }
    lastTop = top;
  }
  write(start, words.length);
}

function paintDrawing(context: CanvasRenderingContext2D, drawing: SVGSVGElement, box: DOMRect, style: CSSStyleDeclaration): void {
  const { width, height } = drawing.viewBox.baseVal;
  context.save();
  context.translate(box.left, box.top);
  context.scale(box.width / width, box.height / height);
  context.strokeStyle = style.color;
  context.lineWidth = parseFloat(style.strokeWidth) || 1;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const path of drawing.querySelectorAll('path')) {
    const outline = new Path2D(path.getAttribute('d') ?? '');
    const dashes = path.getAttribute('stroke-dasharray');
    context.setLineDash(dashes ? dashes.split(' ').map(Number) : []);
    if (path.getAttribute('fill') === 'currentColor') {
      context.fillStyle = style.color;
      context.fill(outline);
    }
    context.stroke(outline);
  }
  context.restore();
}

async function base64Of(canvas: HTMLCanvasElement): Promise<string> {
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be made.');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  // A call takes some ten thousand arguments at most.
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
