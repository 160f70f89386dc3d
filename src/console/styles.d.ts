/** Vite turns them into files beside the page. */
declare module '*.css';
