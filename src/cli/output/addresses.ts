/** The API's address as people write it. */
export function shownUrl(url: string): string {
  return url.replace('//127.0.0.1:', '//localhost:');
}

/** Where the console is. An address that stands for all of a machine is none that a browser could go to. */
export function consoleUrl(url: string): string {
  const address = new URL('/__stub/', url);
  if (['127.0.0.1', '0.0.0.0', '[::]'].includes(address.hostname)) address.hostname = 'localhost';
  return address.href;
}
