/**
 * Scrolls a container as little as it takes to show an element inside. Unlike `scrollIntoView`, this does not move the
 * place from which the browser goes on with the Tab key.
 */
export function reveal(container: Element | null, element: Element | null | undefined): void {
  if (!container || !element) return;
  const [outer, inner] = [container.getBoundingClientRect(), element.getBoundingClientRect()];
  container.scrollBy({
    left: excess(inner.left - outer.left, inner.right - outer.right),
    top: excess(inner.top - outer.top, inner.bottom - outer.bottom),
  });
}

/** How far to scroll: back when the element begins too early, forward when it ends too late. */
function excess(before: number, after: number): number {
  return before < 0 ? before : Math.max(0, after);
}
