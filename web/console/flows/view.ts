/** Moving about on a map: zoom, fit, scroll, drag. */

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 2.5;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The zoom after so many steps in (or out, below zero). */
export function zoomed(zoom: number, steps: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, zoom * STEP ** steps));
}

/** The zoom that shows all; a small map is not blown up. */
export function fitting({ width, height }: Size, frame: { clientWidth: number; clientHeight: number }): number {
  if (width <= 0 || height <= 0) return 1;
  return Math.max(SMALLEST, Math.min(1, frame.clientWidth / width, frame.clientHeight / height));
}

/** Bring a point of the map to the middle of its frame. */
export function scrolledTo(frame: HTMLElement, x: number, y: number): void {
  frame.scrollLeft = x - frame.clientWidth / 2;
  frame.scrollTop = y - frame.clientHeight / 2;
}

/** Pull the map along with the mouse; fingers scroll by themselves. */
export function dragged(event: PointerEvent): void {
  const frame = event.currentTarget as HTMLElement;
  if (event.pointerType !== "mouse" || event.button !== 0) return;
  const from = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
  const pull = (move: PointerEvent) => {
    frame.scrollLeft = from.x - move.clientX;
    frame.scrollTop = from.y - move.clientY;
  };
  addEventListener("pointermove", pull);
  addEventListener("pointerup", () => removeEventListener("pointermove", pull), { once: true });
}
