/** A text of the contract: what stands between backticks is code. Nothing else of Markdown is read. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .trim()
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </>
  );
}
