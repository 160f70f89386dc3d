/** Vite copies the file and gives its address. */
declare module '*?url' {
  const address: string;
  export default address;
}
