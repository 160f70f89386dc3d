import type { ComponentChildren } from 'preact';
import { CopyButton } from './copy-button.tsx';
import { Icon, type IconName } from './icons.tsx';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** What to do about it. */
  readonly children?: ComponentChildren;
  /** A line for the terminal that helps. */
  readonly command?: string | undefined;
}

/** Shown where there is no content: why, and what to do. */
export function EmptyState({ icon, title, children, command }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
      {command !== undefined && (
        <div class="copyable">
          <code>{command}</code>
          <CopyButton compact what="the command" text={() => command} />
        </div>
      )}
    </div>
  );
}
