/** Icons, drawn here so that none has to be loaded. They are always beside words or inside a labelled button. */
const paths = {
  requests: 'M2.5 4.5h11M2.5 8h7M2.5 11.5h9',
  useCases: 'M3 3.5h10v9H3zM3 6.5h10M6 9.5h4',
  misbehave: 'M8.8 1.8 3.5 9h4l-.8 5.2L12 7H8z',
  states: 'M8 2l6 3-6 3-6-3zM2.5 8.5 8 11l5.5-2.5M2.5 11.5 8 14l5.5-2.5',
  reference: 'M3 3h4l1 1 1-1h4v9H9l-1 1-1-1H3zM8 4v9',
  coverage: 'M2.5 2.5h4.5V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.5H2.5zM9 9h4.5v4.5H9z',
  check: 'M3 8.5 6.4 12 13 4.5',
  warn: 'M8 2 14.6 13.5H1.4zM8 6.4v3.2M8 11.4v.2',
  cross: 'M4 4l8 8M12 4l-8 8',
  stop: 'M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3zM8 5v3.6M8 10.9v.2',
  copy: 'M6 6V2.5h7.5V10H10M2.5 6H10v7.5H2.5z',
  send: 'M2.2 7.6 13.8 2.4 9.4 13.6 7.4 8.8z',
  edit: 'M10.6 2.8l2.6 2.6-7.4 7.4-3.3.7.7-3.3z',
  download: 'M8 2.5v7.4M4.8 7 8 10.2 11.2 7M2.8 13.2h10.4',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4l3.2 3.2',
  key: 'M10 3a3 3 0 1 1-2 5.2l-5 5V14h2.5v-1.5H7V11l1.2-1.2M11 5v.1',
  sun: 'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  moon: 'M13.3 9.6A5.6 5.6 0 0 1 6.4 2.7a5.6 5.6 0 1 0 6.9 6.9z',
  system: 'M2 3h12v8.2H2zM6 13.6h4M8 11.2v2.4',
  keyboard: 'M1.5 4h13v8h-13zM4 7h1M7.5 7h1M11 7h1M5 9.6h6',
  back: 'M9.8 3.2 5 8l4.8 4.8',
  down: 'M3.2 6 8 10.8 12.8 6',
  up: 'M8 13V3.5M4 7.2l4-4 4 4',
  trash: 'M2.8 4.5h10.4M6.2 4.5v-2h3.6v2M4.2 4.5l.6 9h6.4l.6-9',
  plus: 'M8 3v10M3 8h10',
  broken: 'M6 10l4-4M7 4.5 8.5 3A3.2 3.2 0 0 1 13 7.5L11.5 9M9 11.5 7.5 13A3.2 3.2 0 0 1 3 8.5L4.5 7',
  info: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 7.3v3.7M8 5v.1',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
