import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../../context.ts';

/** Whether the address names a place of the view, or one inside it. */
export function useTarget(place: readonly string[]): { readonly isTarget: boolean; readonly leads: boolean } {
  const { router } = useApp();
  const { rest } = router.route.value;
  const isAlong = place.every((step, index) => rest[index] === step);
  return { isTarget: isAlong && rest.length === place.length, leads: isAlong && rest.length > place.length };
}

/** A reference to an element that is scrolled to and gets the focus when the address leads to it. */
export function useGoTo<E extends HTMLElement>(isTarget: boolean) {
  const element = useRef<E>(null);
  useEffect(() => {
    if (!isTarget) return;
    // What is taller than the view begins at its top.
    const isTall = (element.current?.offsetHeight ?? 0) > innerHeight / 2;
    element.current?.scrollIntoView({ block: isTall ? 'start' : 'center' });
    element.current?.focus({ preventScroll: true });
  }, [isTarget]);
  return element;
}

interface TargetProps {
  readonly isTarget: boolean;
  readonly class: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A part of a page that an address can lead to. */
export function Target({ isTarget, class: more, label, children }: TargetProps) {
  const element = useGoTo<HTMLElement>(isTarget);
  return (
    <section
      ref={element}
      tabIndex={-1}
      class={`${more}${isTarget ? ' reference-target' : ''}`}
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </section>
  );
}
