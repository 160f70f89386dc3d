import type { ComponentChildren } from 'preact';

/** Descriptions in Markdown, as far as contracts use it: paragraphs, lists, code, emphasis, and links to web pages. */
export function RichText({ text }: { readonly text: string }) {
  if (text.trim() === '') return null;
  const blocks = text.trim().split(/\n\s*\n/);
  return (
    <div class="rich">
      {blocks.map((block, index) => (
        <Block key={index} text={block} />
      ))}
    </div>
  );
}

function Block({ text }: { readonly text: string }) {
  const lines = text.split('\n');
  const isList = lines.every((line) => /^\s*([-*+]|\d+\.)\s/.test(line) || /^\s{2,}\S/.test(line));
  if (!isList) return <p>{inline(text.replace(/^#+\s+/, ''))}</p>;
  const items = text.split(/^\s*(?:[-*+]|\d+\.)\s+/m).filter((item) => item.trim() !== '');
  return (
    <ul>
      {items.map((item, index) => (
        <li key={index}>{inline(item.trim())}</li>
      ))}
    </ul>
  );
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/;

/** Everything that is not one of the known marks stays the text that it is. */
function inline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    const [all, code, strong, label, url] = match;
    parts.push(rest.slice(0, match.index));
    const key = parts.length;
    if (code !== undefined) parts.push(<code key={key}>{code}</code>);
    else if (strong !== undefined) parts.push(<strong key={key}>{strong}</strong>);
    else
      parts.push(
        <OutsideLink key={key} url={url ?? ''}>
          {label}
        </OutsideLink>,
      );
    rest = rest.slice(match.index + all.length);
  }
  return [...parts, rest];
}

interface OutsideLinkProps {
  /** With `http:` or `https:`. */
  readonly url: string;
  readonly children: ComponentChildren;
}

/** A link to another site, in a tab of its own. */
export function OutsideLink({ url, children }: OutsideLinkProps) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
